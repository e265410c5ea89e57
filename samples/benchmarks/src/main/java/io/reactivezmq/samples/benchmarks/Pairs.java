package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.Endpoint;
import io.reactivezmq.ZmqSocket;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/**
 * Options: pairs of sockets of ours, in one context and connected over TCP. Those that bind are opened first, and a
 * context gives its loops to sockets in turn: of an even number of pairs on two loops, each has both ends on the same
 * one.
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

    /** One thing for each. */
    <T> List<T> each(Supplier<T> thing) {
        return Stream.generate(thing).limit(count).toList();
    }

    /** Where it can be connected to. */
    static String bind(ZmqSocket<?> socket) {
        Mono<Endpoint> bound = socket.bind(ENDPOINT);
        return bound.blockOptional().orElseThrow().uri();
    }
}
