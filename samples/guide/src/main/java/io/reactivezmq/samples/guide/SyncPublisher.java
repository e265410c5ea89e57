package io.reactivezmq.samples.guide;

import io.reactivezmq.PubSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.options.value.OnFull;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Publishes a million messages as fast as it can, once all subscribers have reported ready, so that no subscriber
 * misses one. This takes either a high-water mark greater than the number of messages, or {@code --on-full
 * backpressure}. The latter waits for the slowest subscriber, so a small mark is enough.
 */
@Command(name = "sync-publisher", description = "8. PUB and REP: begins when all subscribers are ready.")
public final class SyncPublisher implements Program {

    static final ZmqMessage END = ZmqMessage.of("END");
    private static final ZmqMessage RHUBARB = ZmqMessage.of("Rhubarb");

    @Option(names = "--bind", description = "where subscribers come")
    private String endpoint = "tcp://127.0.0.1:5580";

    @Option(names = "--ready", description = "where they report ready")
    private String readyEndpoint = "tcp://127.0.0.1:5581";

    @Option(names = "--subscribers", description = "how many to wait for")
    private int subscribers = 10;

    @Option(names = "--messages", description = "how many before the END")
    private int messages = 1_000_000;

    @Option(names = "--hwm", description = "messages that may wait for each subscriber")
    private int highWaterMark = 1_100_000;

    @Option(names = "--on-full", description = "what to do about a full subscriber: ${COMPLETION-CANDIDATES}")
    private OnFull onFull = OnFull.DROP;

    private final LongAdder published = new LongAdder();

    /** Runs this program on its own, with its options as arguments. */
    public static void main(String[] args) {
        Guide.start("sync-publisher", args);
    }

    @Override
    public Mono<Void> run(ZmqContext zmq, PrintStream out) {
        PubSocket pub = zmq.pub(o -> o.sendHighWaterMark(highWaterMark).onFull(onFull));
        RepSocket rep = zmq.rep();
        return Mono.when(pub.bind(endpoint), rep.bind(readyEndpoint))
                .doOnSuccess(bound -> out.println("waiting for " + subscribers + " subscribers"))
                .then(allReady(rep))
                .then(pub.awaitSubscribers(subscribers))
                .doOnSuccess(ready -> out.println("all are ready"))
                .then(Mono.defer(() -> new HeapTable(out, "published", published).during(publish(pub))))
                .doOnSuccess(done -> out.printf(Locale.ROOT, "published %,d and the END%n", published.sum()));
    }

    /** Answers the ready message of each subscriber, and completes after the last. */
    private Mono<Void> allReady(RepSocket rep) {
        return rep.requests()
                .take(subscribers)
                .doOnNext(ready -> ready.reply(ZmqMessage.of("welcome")))
                .then();
    }

    private Mono<Void> publish(PubSocket pub) {
        Flux<ZmqMessage> all = Flux.range(0, messages)
                .map(number -> RHUBARB)
                .doOnNext(message -> published.increment())
                .concatWithValues(END);
        return pub.send(all).then(pub.flush());
    }
}
