package io.reactivezmq.samples.guide;

import io.reactivezmq.ZmqContext;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import reactor.core.publisher.Mono;

/** Both halves in one process: no bytes, no network, the messages themselves change hands. */
@Command(name = "async-inproc", description = "5. Both halves in one process, over inproc.")
public final class AsyncInproc implements Program {

    private static final String ENDPOINT = "inproc://squares";

    /** Runs alone. */
    public static void main(String[] args) {
        Guide.start("async-inproc", args);
    }

    @Override
    public Mono<Void> run(ZmqContext zmq, PrintStream out) {
        return Mono.firstWithSignal(
                AsyncClient.at(ENDPOINT).run(zmq, out), // it may connect before the server binds
                AsyncServer.at(ENDPOINT).run(zmq, out));
    }
}
