package io.reactivezmq.samples.benchmarks;

import picocli.CommandLine.Option;

/** Options for how much of a stream is measured. Both sides need the same values. */
final class Extent {

    @Option(
            names = "--warmup",
            defaultValue = "2",
            paramLabel = "<seconds>",
            description = "how long to warm up from the first message on (default: ${DEFAULT-VALUE})")
    private double warmUp;

    @Option(
            names = "--seconds",
            defaultValue = "0",
            paramLabel = "<seconds>",
            description = "measure for so long at most; the message count may be 0 then, for no limit")
    private double seconds;

    Window window(int messageSize, long messageCount) {
        if (messageCount == 0 && seconds == 0) {
            throw new IllegalArgumentException("say how much to measure: a message count or --seconds");
        }
        return new Window(messageSize, messageCount, warmUp, seconds);
    }
}
