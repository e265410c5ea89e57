package io.reactivezmq.samples.benchmarks;

import picocli.CommandLine.Option;

/** Option for the number of round trips before those that are measured. Both sides need the same value. */
final class WarmUpTrips {

    @Option(
            names = "--warmup",
            defaultValue = "20000",
            paramLabel = "<roundtrips>",
            description = "round trips for warming up (default: ${DEFAULT-VALUE})")
    private long count;

    long count() {
        return count;
    }
}
