package io.reactivezmq.samples.guide;

import io.reactivezmq.PairSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * First part of the pipeline: repeatedly sends a text, a message of several frames and a binary message, and prints the
 * messages that come back.
 */
@Command(name = "pair-left", description = "10. PAIR: sends texts, frames and bytes, and prints what comes back.")
public final class PairLeft implements Program {

    @Option(names = "--bind", description = "where to listen")
    private String endpoint = "tcp://127.0.0.1:5590";

    @Option(names = "--rounds", description = "how often")
    private int rounds = 3;

    /** Runs this program on its own, with its options as arguments. */
    public static void main(String[] args) {
        Guide.start("pair-left", args);
    }

    @Override
    public Mono<Void> run(ZmqContext zmq, PrintStream out) {
        PairSocket pair = zmq.pair();
        Flux<ZmqMessage> goods = Flux.range(1, rounds).flatMapIterable(PairLeft::goods);
        return pair.bind(endpoint)
                .doOnNext(at -> out.println("listening at " + at))
                .then(pair.send(goods))
                .thenMany(pair.receive())
                .take(3L * rounds)
                .doOnNext(message -> out.println(Kind.show(message)))
                .then();
    }

    private static List<ZmqMessage> goods(int round) {
        ZmqMessage text = ZmqMessage.of("round " + round);
        ZmqMessage frames = ZmqMessage.of("point", "x=" + round, "y=" + -round);
        ZmqMessage bytes = ZmqMessage.of(ByteBuffer.allocate(8).putLong(round).array());
        return List.of(text, frames, bytes);
    }
}
