package io.reactivezmq.zmtp.netty;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Schedules the drains of one link, and keeps the flushes that wait for them. Any number of calls of {@link #wake}
 * leads to one drain, drains are never nested, and there are none after {@link #stop}. For transports; all calls are
 * made on the loop.
 */
public final class DrainSchedule {

    private final Supplier<EventExecutor> executor;
    private final Runnable drain;
    private final Runnable task = this::run;
    private final List<Runnable> flushes = new ArrayList<>();
    private boolean scheduled;
    private boolean draining;
    private boolean stopped;

    /**
     * Creates a schedule.
     *
     * @param executor returns the loop of the channel, which exists when the link is used
     * @param drain one drain of the link: between {@link #begin} and {@link #end}
     */
    public DrainSchedule(Supplier<EventExecutor> executor, Runnable drain) {
        this.executor = executor;
        this.drain = drain;
    }

    /** Schedules a drain, unless one is scheduled or in progress. */
    public void wake() {
        if (!scheduled && !draining && !stopped) {
            scheduled = true;
            executor.get().execute(task);
        }
    }

    private void run() {
        scheduled = false;
        drain.run();
    }

    /** Begins a drain. Returns false when another one is in progress, or after {@link #stop}. */
    public boolean begin() {
        if (draining || stopped) {
            return false;
        }
        draining = true;
        return true;
    }

    /**
     * Ends a drain.
     *
     * @param more whether to drain again, after the loop has handled its other channels
     */
    public void end(boolean more) {
        draining = false;
        if (more && !scheduled && !stopped) {
            scheduled = true;
            NettyLoop.later(executor.get(), task);
        }
    }

    /** Returns whether a drain is in progress. */
    public boolean isDraining() {
        return draining;
    }

    /** Schedules a drain and keeps the flush until {@link #takeFlushes}. Runs it at once after {@link #stop}. */
    public void flush(Runnable written) {
        if (stopped) {
            written.run();
        } else {
            flushes.add(written);
            wake();
        }
    }

    /** Removes the flushes that wait, and returns them. */
    public List<Runnable> takeFlushes() {
        if (flushes.isEmpty()) {
            return List.of();
        }
        List<Runnable> waiting = List.copyOf(flushes);
        flushes.clear();
        return waiting;
    }

    /** Prevents all further drains. */
    public void stop() {
        stopped = true;
    }

    /** Returns whether {@link #stop} was called. */
    public boolean isStopped() {
        return stopped;
    }
}
