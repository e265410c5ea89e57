package io.reactivezmq.samples.microbenchmarks;

import io.reactivezmq.ZmqMessage;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Measures what applications and patterns do with messages. */
@State(Scope.Thread)
public class MessageBenchmark extends Timed {

    private final byte[] body = new byte[100];
    private final byte[] id = {0, 1, 2, 3, 4};
    private final byte[] prefix = "weather.".getBytes(StandardCharsets.US_ASCII);
    private final ZmqMessage single = ZmqMessage.of("weather.example: it rains, and it goes on raining");
    private final ZmqMessage enveloped = ZmqMessage.of("id", "", "body");

    /** Creates a message by copying an array. */
    @Benchmark
    public ZmqMessage copied() {
        return ZmqMessage.of(body);
    }

    /** Creates a message that uses an array without copying it. */
    @Benchmark
    public ZmqMessage wrapped() {
        return ZmqMessage.wrap(body);
    }

    /** Prepends a frame, as a ROUTER does. */
    @Benchmark
    public ZmqMessage prepended() {
        return single.prepend(id);
    }

    /** Drops the envelope, as a REP does. */
    @Benchmark
    public ZmqMessage withoutEnvelope() {
        return enveloped.dropFirst(2);
    }

    /** Matches a prefix, as a SUB does. */
    @Benchmark
    public boolean startsWith() {
        return single.startsWith(prefix);
    }

    /** Decodes the text, as applications do. */
    @Benchmark
    public String text() {
        return single.text();
    }
}
