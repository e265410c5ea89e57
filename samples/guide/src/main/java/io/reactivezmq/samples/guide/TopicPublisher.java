package io.reactivezmq.samples.guide;

import io.reactivezmq.PubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Publishes messages on several topics in turn: {@code [topic, publisher's name, number]}. */
@Command(name = "topic-publisher", description = "2. PUB: publishes under several topics in turn.")
public final class TopicPublisher implements Program {

    @Option(names = "--bind", description = "where to listen")
    private String endpoint = "tcp://127.0.0.1:5556";

    @Option(names = "--connect", description = "connect there instead, as to a forwarder")
    private @Nullable String forwarder;

    @Option(names = "--name", description = "who publishes")
    private String name = "A";

    @Option(names = "--topic", description = "what about; several may be given")
    private List<String> topics = List.of("EUR/USD", "EUR/CHF", "USD/JPY");

    @Option(names = "--rate", description = "messages a second, at most 1000")
    private int rate = 10;

    @Option(names = "--count", description = "how many messages in all")
    private long count = Long.MAX_VALUE;

    @Option(names = "--await", description = "how many subscribers to wait for")
    private int subscribers = 0;

    private final LongAdder published = new LongAdder();

    /** Runs this program on its own, with its options as arguments. */
    public static void main(String[] args) {
        Guide.start("topic-publisher", args);
    }

    @Override
    public Mono<Void> run(ZmqContext zmq, PrintStream out) {
        PubSocket pub = zmq.pub();
        return meet(pub)
                .doOnNext(where -> out.println(name + " publishes at " + where))
                .then(pub.awaitSubscribers(subscribers))
                .doOnSuccess(done -> out.println(name + " begins"))
                .then(Report.everySecond(
                        out,
                        () -> name + " has published " + published,
                        pub.send(news().doOnNext(message -> published.increment()))));
    }

    private Mono<String> meet(PubSocket pub) {
        if (forwarder != null) {
            pub.connect(forwarder);
            return Mono.just(forwarder);
        }
        return pub.bind(endpoint).map(Object::toString);
    }

    private Flux<ZmqMessage> news() {
        return Flux.interval(Duration.ofSeconds(1).dividedBy(rate))
                .onBackpressureDrop()
                .map(number -> ZmqMessage.of(topic(number), name, Long.toString(number)))
                .take(count);
    }

    private String topic(long number) {
        return topics.get((int) (number % topics.size()));
    }
}
