package io.reactivezmq.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.reactivezmq.loop.Loop;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long a task waits until one event loop runs it, with one task at a time. Used on the thread of the
 * metrics, except for that task.
 */
final class LoopProbe {

    private final Loop loop;
    private @Nullable Timer timer;
    private boolean waiting;

    /** Set by the task. */
    private volatile @Nullable Measured measured;

    /** The name of the loop's thread, and the time that the task waited. */
    private record Measured(String thread, long nanos) {}

    LoopProbe(Loop loop) {
        this.loop = loop;
    }

    /** Records the last measurement, if there is one, and starts another. */
    void measure(MeterRegistry registry, Tags tags) {
        Measured last = measured;
        if (last != null) {
            measured = null;
            waiting = false;
            if (timer == null) {
                timer = ZmqMeter.LOOP_LAG.timer(registry, tags.and("loop", last.thread()));
            }
            timer.record(last.nanos(), TimeUnit.NANOSECONDS);
        }
        if (!waiting) {
            waiting = true;
            start();
        }
    }

    private void start() {
        long begun = System.nanoTime();
        try {
            loop.execute(() -> measured = new Measured(Thread.currentThread().getName(), System.nanoTime() - begun));
        } catch (RejectedExecutionException ended) {
            // The loop has ended: there is nothing left to measure.
        }
    }

    void remove(MeterRegistry registry) {
        if (timer != null) {
            registry.remove(timer);
        }
    }
}
