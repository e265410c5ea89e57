package io.reactivezmq.samples.microbenchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Measures encoding messages to bytes. */
public class EncoderBenchmark extends Timed {

    /** Encodes one write full of messages. */
    @Benchmark
    @OperationsPerInvocation(Traffic.MESSAGES)
    public int encode(Traffic traffic) {
        return traffic.encode();
    }
}
