package io.reactivezmq.samples.cli;

import io.reactivezmq.ZmqSocket;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The endpoints of a socket. */
final class EndpointOptions {

    @Option(
            names = {"-b", "--bind"},
            paramLabel = "ENDPOINT",
            description = "Binds to an endpoint, such as tcp://*:5555 or ipc:///tmp/feed. Repeatable.")
    private List<String> bind = new ArrayList<>();

    @Option(
            names = {"-c", "--connect"},
            paramLabel = "ENDPOINT",
            description = "Connects to an endpoint, such as tcp://localhost:5555. Repeatable.")
    private List<String> connect = new ArrayList<>();

    /** Binds and connects the socket. Completes when it is bound; connections are made in the background. */
    Mono<Void> open(ZmqSocket<?> socket, Execution execution) {
        if (bind.isEmpty() && connect.isEmpty()) {
            return Mono.error(new IllegalArgumentException("--bind or --connect is needed"));
        }
        return open(socket, bind, connect, execution);
    }

    static Mono<Void> open(ZmqSocket<?> socket, List<String> bind, List<String> connect, Execution execution) {
        return Flux.fromIterable(bind)
                .concatMap(socket::bind)
                .publishOn(execution.errors())
                .doOnNext(bound -> execution.streams().err().println("listening on " + bound.uri()))
                .then(Mono.fromRunnable(() -> connect.forEach(socket::connect)));
    }

    /** Returns whether the socket binds to no endpoint. A peer that refuses it then ends the program. */
    boolean connectsOnly() {
        return bind.isEmpty();
    }
}
