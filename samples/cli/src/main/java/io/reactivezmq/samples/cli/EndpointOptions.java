package io.reactivezmq.samples.cli;

import io.reactivezmq.Endpoint;
import io.reactivezmq.ZmqSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where a socket binds and connects. */
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
    Mono<Void> open(ZmqSocket<?> socket, Consumer<Endpoint> bound) {
        if (bind.isEmpty() && connect.isEmpty()) {
            return Mono.error(new IllegalArgumentException("--bind or --connect is needed"));
        }
        return Flux.fromIterable(bind)
                .concatMap(socket::bind)
                .doOnNext(bound)
                .then(Mono.fromRunnable(() -> connect.forEach(socket::connect)));
    }

    /** Returns whether the socket connects only, so that what a peer refuses ends the program. */
    boolean connectsOnly() {
        return bind.isEmpty();
    }
}
