package io.reactivezmq.samples.guide;

import io.reactivezmq.PairSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/**
 * Second part of the pipeline: changes each message and sends it back. A text becomes upper case, frames are reversed,
 * a number is doubled.
 */
@Command(name = "pair-right", description = "10. PAIR: changes each message and sends it back.")
public final class PairRight implements Program {

    @Option(names = "--connect", description = "where the left one is")
    private String endpoint = "tcp://127.0.0.1:5590";

    /** Runs this program on its own, with its options as arguments. */
    public static void main(String[] args) {
        Guide.start("pair-right", args);
    }

    @Override
    public Mono<Void> run(ZmqContext zmq, PrintStream out) {
        PairSocket pair = zmq.pair().connect(endpoint);
        return pair.send(pair.receive().map(message -> {
            ZmqMessage changed = change(message);
            out.println(Kind.show(message) + " becomes " + Kind.show(changed));
            return changed;
        }));
    }

    private static ZmqMessage change(ZmqMessage message) {
        return switch (Kind.of(message)) {
            case TEXT -> ZmqMessage.of(message.text().toUpperCase(Locale.ROOT));
            case FRAMES -> ZmqMessage.of(message.text(2), message.text(1), message.text(0));
            case BYTES ->
                ZmqMessage.of(ByteBuffer.allocate(8)
                        .putLong(2 * message.buffer(0).getLong())
                        .array());
        };
    }
}
