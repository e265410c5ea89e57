package io.reactivezmq.samples.guide;

import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Subscribes to topic prefixes at any number of publishers. When it reads more slowly than they publish, it takes
 * messages from each in turn, so that a fast publisher does not starve a slow one.
 */
@Command(name = "topic-subscriber", description = "2. SUB: subscribes to topics at several publishers.")
public final class TopicSubscriber implements Program {

    @Option(names = "--connect", description = "where a publisher is; several may be given")
    private List<String> publishers = List.of("tcp://127.0.0.1:5556");

    @Option(names = "--topic", description = "how topics begin; several may be given, and empty is all")
    private List<String> topics = List.of("");

    @Option(names = "--rate", description = "messages to take in a second, at most 1000; 0 is as they come")
    private int rate = 0;

    @Option(names = "--count", description = "after how many messages to end")
    private long count = Long.MAX_VALUE;

    /** Runs this program on its own, with its options as arguments. */
    public static void main(String[] args) {
        Guide.start("topic-subscriber", args);
    }

    @Override
    public Mono<Void> run(ZmqContext zmq, PrintStream out) {
        SubSocket sub = zmq.sub();
        topics.forEach(sub::subscribe);
        publishers.forEach(sub::connect);
        Tally tally = new Tally();
        return messages(sub)
                .take(count)
                .doOnNext(message -> tally.add(message.text(1)))
                .doOnNext(message -> out.println(message.text(0) + " " + message.text(2) + " from " + message.text(1)))
                .doOnComplete(() -> out.println("received " + tally))
                .then();
    }

    private Flux<ZmqMessage> messages(SubSocket sub) {
        if (rate == 0) {
            return sub.receive();
        }
        return Flux.interval(Duration.ofSeconds(1).dividedBy(rate))
                .onBackpressureDrop()
                .concatMap(tick -> sub.receiveOne(), 1);
    }
}
