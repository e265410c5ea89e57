package io.reactivezmq.samples.guide;

import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/** Answers each hello. Either side may start first, and either may stop and be restarted. */
@Command(name = "hello-server", description = "1. REP: answers each hello.")
public final class HelloServer implements Program {

    @Option(names = "--bind", description = "where to listen")
    private String endpoint = "tcp://127.0.0.1:5555";

    /** Runs this program on its own, with its options as arguments. */
    public static void main(String[] args) {
        Guide.start("hello-server", args);
    }

    @Override
    public Mono<Void> run(ZmqContext zmq, PrintStream out) {
        RepSocket rep = zmq.rep();
        return rep.bind(endpoint)
                .doOnNext(at -> out.println("listening at " + at))
                .then(rep.serve(request -> {
                    out.println("received " + request.text());
                    return Mono.just(ZmqMessage.of(request.text() + ", world"));
                }));
    }
}
