package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.Endpoint;
import io.reactivezmq.ZmqSocket;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/**
 * Options for pairs of sockets of this library, in one context and connected over TCP. The sockets that bind are
 * created first, and a context assigns its loops to sockets in turn. So with an even number of pairs on two loops, both
 * sockets of a pair are on the same loop.
 */
final class Pairs {

    private static final String ENDPOINT = "tcp://127.0.0.1:0";

    @Option(
            names = "--pairs",
            defaultValue = "4",
            paramLabel = "<count>",
            description = "how many pairs of sockets (default: ${DEFAULT-VALUE})")
    private int count = 4;

    int count() {
        return count;
    }

    /** Returns one element for each pair. */
    <T> List<T> each(Supplier<T> thing) {
        return Stream.generate(thing).limit(count).toList();
    }

    /** Binds a socket to a free port and returns the endpoint to connect to. */
    static String bind(ZmqSocket<?> socket) {
        Mono<Endpoint> bound = socket.bind(ENDPOINT);
        return bound.blockOptional().orElseThrow().uri();
    }
}
