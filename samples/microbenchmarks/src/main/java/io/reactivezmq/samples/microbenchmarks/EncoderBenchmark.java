package io.reactivezmq.samples.microbenchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** From messages to bytes. */
public class EncoderBenchmark extends Timed {

    /** One write full of messages. */
    @Benchmark
    @OperationsPerInvocation(Traffic.MESSAGES)
    public int encode(Traffic traffic) {
        return traffic.encode();
    }
}
