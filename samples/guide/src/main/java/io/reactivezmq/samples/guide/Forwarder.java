package io.reactivezmq.samples.guide;

import io.reactivezmq.PubSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.io.PrintStream;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/**
 * Forwards messages from publishers to subscribers, which all connect to its fixed endpoints. It publishes each message
 * again, and also pushes it to a recorder if one is connected and has room. A missing or slow recorder delays nothing:
 * messages that it does not get are dropped and counted.
 */
@Command(name = "forwarder", description = "4. SUB that binds, to PUB and, without waiting, to PUSH.")
public final class Forwarder implements Program {

    @Option(names = "--in", description = "where publishers come")
    private String in = "tcp://127.0.0.1:5561";

    @Option(names = "--pub", description = "where subscribers come")
    private String forSubscribers = "tcp://127.0.0.1:5562";

    @Option(names = "--push", description = "where recorders come")
    private String forRecorders = "tcp://127.0.0.1:5563";

    private final LongAdder pushed = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    /** Runs this program on its own, with its options as arguments. */
    public static void main(String[] args) {
        Guide.start("forwarder", args);
    }

    @Override
    public Mono<Void> run(ZmqContext zmq, PrintStream out) {
        SubSocket sub = zmq.sub().subscribe("");
        PubSocket pub = zmq.pub();
        PushSocket push = zmq.push();
        return sub.bind(in)
                .then(pub.bind(forSubscribers))
                .then(push.bind(forRecorders))
                .doOnSuccess(
                        at -> out.println("forwards from " + in + " to " + forSubscribers + " and " + forRecorders))
                .then(Report.everySecond(
                        out,
                        () -> "pushed " + pushed + ", dropped " + dropped,
                        pub.send(sub.receive().doOnNext(message -> record(push, message)))));
    }

    private void record(PushSocket push, ZmqMessage message) {
        (push.trySend(message) ? pushed : dropped).increment();
    }
}
