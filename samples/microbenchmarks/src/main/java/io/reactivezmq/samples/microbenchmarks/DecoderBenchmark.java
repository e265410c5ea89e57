package io.reactivezmq.samples.microbenchmarks;

import io.reactivezmq.ZmqMessage;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Measures decoding bytes to messages. */
public class DecoderBenchmark extends Timed {

    /** Decodes one read full of messages. */
    @Benchmark
    @OperationsPerInvocation(Traffic.MESSAGES)
    public @Nullable ZmqMessage decode(Traffic traffic) {
        traffic.sessions.pull().receive(traffic.bytes, 0, traffic.bytes.length);
        return traffic.sessions.received().last();
    }
}
