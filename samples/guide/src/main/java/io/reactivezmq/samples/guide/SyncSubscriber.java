package io.reactivezmq.samples.guide;

import io.reactivezmq.ReqSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs ten subscribers in one process. Each reports ready once it is connected, and counts the messages up to the END.
 * One of them may start to read late ({@code --asleep}): then either all published messages wait for it in memory, or
 * the publisher waits.
 */
@Command(name = "sync-subscriber", description = "8. SUB and REQ: reports ready, and counts what comes.")
public final class SyncSubscriber implements Program {

    @Option(names = "--connect", description = "where the publisher is")
    private String publisher = "tcp://127.0.0.1:5580";

    @Option(names = "--ready", description = "where to report ready")
    private String readyEndpoint = "tcp://127.0.0.1:5581";

    @Option(names = "--subscribers", description = "how many of them to run")
    private int subscribers = 10;

    @Option(names = "--hwm", description = "messages that may wait in each")
    private int highWaterMark = 1_100_000;

    @Option(names = "--asleep", description = "milliseconds that the first one does not read at the beginning")
    private int asleep = 0;

    private final LongAdder received = new LongAdder();

    /** Runs this program on its own, with its options as arguments. */
    public static void main(String[] args) {
        Guide.start("sync-subscriber", args);
    }

    @Override
    public Mono<Void> run(ZmqContext zmq, PrintStream out) {
        return Flux.range(1, subscribers)
                .flatMap(number -> join(zmq), subscribers)
                .collectList()
                .doOnNext(all -> out.println("all are ready"))
                .flatMap(all -> new HeapTable(out, "received", received).during(countAll(all, out)));
    }

    private Mono<SubSocket> join(ZmqContext zmq) {
        SubSocket sub = zmq.sub(o -> o.receiveHighWaterMark(highWaterMark))
                .subscribe("")
                .connect(publisher);
        ReqSocket req = zmq.req().connect(readyEndpoint);
        return sub.awaitPeers(1).then(req.request("ready")).thenReturn(sub);
    }

    private Flux<Long> countAll(List<SubSocket> all, PrintStream out) {
        return Flux.range(1, subscribers)
                .flatMap(
                        number -> count(all.get(number - 1), number == 1 ? asleep : 0)
                                .doOnNext(n -> out.printf(Locale.ROOT, "subscriber %d received %,d%n", number, n)),
                        subscribers);
    }

    private Mono<Long> count(SubSocket sub, int asleep) {
        return sub.receive()
                .delaySubscription(Duration.ofMillis(asleep))
                .takeWhile(message -> !message.equals(SyncPublisher.END))
                .doOnNext(message -> received.increment())
                .count();
    }
}
