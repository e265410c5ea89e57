package io.reactivezmq.samples.benchmarks;

import picocli.CommandLine.Option;

/** Options: how many round trips come before those that are measured. The same must be said to both sides. */
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
