package io.reactivezmq.samples.quickstart;

import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Counts messages and records their latencies. Any thread may record. Messages before the first look are warm-up and
 * not part of the result.
 */
final class Meter {

    private final Recorder recorder = new Recorder(3);
    private final LongAdder count = new LongAdder();
    private final Histogram measured = new Histogram(3);
    private @Nullable Histogram lately;
    private long lookedAt = System.nanoTime();
    private long measuredNanos;
    private boolean warm;
    private boolean stopped;

    /**
     * Records one message.
     *
     * @param since the {@code nanoTime} at which its latency begins
     */
    void record(long since) {
        recorder.recordValue(Math.max(0, System.nanoTime() - since));
        count.increment();
    }

    /** Returns the number of all messages recorded so far. */
    long count() {
        return count.sum();
    }

    /** Returns the rate and latencies since the last look. */
    synchronized Reading look() {
        long now = System.nanoTime();
        long elapsed = now - lookedAt;
        Histogram latest = recorder.getIntervalHistogram(lately);
        if (warm && !stopped) {
            measured.add(latest);
            measuredNanos += elapsed;
        }
        warm = true;
        lately = latest;
        lookedAt = now;
        return reading(latest, elapsed);
    }

    /** Excludes messages recorded from now on from the result. They are still counted. */
    synchronized void stop() {
        look();
        stopped = true;
    }

    /** Returns the rate and latencies between warm-up and stop. */
    synchronized Reading result() {
        return reading(measured, measuredNanos);
    }

    private static Reading reading(Histogram latencies, long nanos) {
        return new Reading(
                latencies.getTotalCount() * 1e9 / Math.max(1, nanos),
                latencies.getValueAtPercentile(50),
                latencies.getValueAtPercentile(99));
    }
}
