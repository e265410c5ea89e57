package io.reactivezmq.samples.guide;

import io.reactivezmq.PullSocket;
import io.reactivezmq.ZmqContext;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/** Prints the messages that the forwarder pushes. Several recorders share the work. */
@Command(name = "recorder", description = "4. PULL: writes down what the forwarder pushes.")
public final class Recorder implements Program {

    @Option(names = "--connect", description = "where the forwarder is")
    private String forwarder = "tcp://127.0.0.1:5563";

    @Option(names = "--count", description = "after how many messages to end")
    private long count = Long.MAX_VALUE;

    /** Runs this program on its own, with its options as arguments. */
    public static void main(String[] args) {
        Guide.start("recorder", args);
    }

    @Override
    public Mono<Void> run(ZmqContext zmq, PrintStream out) {
        PullSocket pull = zmq.pull().connect(forwarder);
        return pull.receive()
                .take(count)
                .doOnNext(message ->
                        out.println("recorded " + message.text(0) + " " + message.text(2) + " from " + message.text(1)))
                .then();
    }
}
