package io.reactivezmq.samples.guide;

import io.reactivezmq.ZmqContext;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import reactor.core.publisher.Mono;

/**
 * Runs server and client in one process over {@code inproc}. Messages are handed over as objects, without bytes and
 * without a network.
 */
@Command(name = "async-inproc", description = "5. Both halves in one process, over inproc.")
public final class AsyncInproc implements Program {

    private static final String ENDPOINT = "inproc://squares";

    /** Runs this program on its own, with its options as arguments. */
    public static void main(String[] args) {
        Guide.start("async-inproc", args);
    }

    @Override
    public Mono<Void> run(ZmqContext zmq, PrintStream out) {
        return Mono.firstWithSignal(
                AsyncClient.at(ENDPOINT).run(zmq, out), // the client may connect before the server binds
                AsyncServer.at(ENDPOINT).run(zmq, out));
    }
}
