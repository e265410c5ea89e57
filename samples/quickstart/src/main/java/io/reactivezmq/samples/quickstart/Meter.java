package io.reactivezmq.samples.quickstart;

import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/** Counts messages and their latencies. Any thread records; what comes before the first look is warm-up. */
final class Meter {

    private final Recorder recorder = new Recorder(3);
    private final LongAdder count = new LongAdder();
    private final Histogram measured = new Histogram(3);
    private @Nullable Histogram lately;
    private long lookedAt = System.nanoTime();
    private long measuredNanos;
    private boolean warm;
    private boolean stopped;

    /** One message, that was on its way since this {@code nanoTime}. */
    void record(long since) {
        recorder.recordValue(Math.max(0, System.nanoTime() - since));
        count.increment();
    }

    /** All messages so far. */
    long count() {
        return count.sum();
    }

    /** What came since the last look. */
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

    /** What comes from now on is counted, but no longer part of the result. */
    synchronized void stop() {
        look();
        stopped = true;
    }

    /** What was seen between warm-up and stop. */
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
