package io.reactivezmq.samples.guide;

import io.reactivezmq.SubscriptionNotification;
import io.reactivezmq.XPubSocket;
import io.reactivezmq.XSubSocket;
import io.reactivezmq.ZmqContext;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/**
 * Publishes messages of an inner network to an outer one. Subscriptions flow upstream, so a message without a
 * subscriber in the outer network does not even leave its publisher.
 */
@Command(name = "cascade", description = "7. XSUB and XPUB: from an inner network to an outer one.")
public final class Cascade implements Program {

    @Option(names = "--inner", description = "where an inner publisher is; several may be given")
    private List<String> publishers = List.of("tcp://127.0.0.1:5556");

    @Option(names = "--outer", description = "where outer subscribers come")
    private String forSubscribers = "tcp://127.0.0.1:5575";

    /** Runs this program on its own, with its options as arguments. */
    public static void main(String[] args) {
        Guide.start("cascade", args);
    }

    @Override
    public Mono<Void> run(ZmqContext zmq, PrintStream out) {
        XSubSocket inner = zmq.xsub();
        XPubSocket outer = zmq.xpub();
        publishers.forEach(inner::connect);
        return outer.bind(forSubscribers)
                .doOnNext(at -> out.println("outer network at " + at))
                .then(Mono.when(
                        zmq.proxy(inner, outer).run(),
                        outer.subscriptions().doOnNext(notice -> out.println(line(notice)))));
    }

    private static String line(SubscriptionNotification notice) {
        return (notice.subscribes() ? "wanted: " : "no longer wanted: ") + notice.topicText();
    }
}
