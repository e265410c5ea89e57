package io.reactivezmq.zmtp.netty;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Schedules the drains of one link, and keeps the flushes that wait for them. Any number of calls of {@link #wake}
 * leads to one drain, drains are never nested, and there are none after {@link #stop}. For transports; all calls are
 * made on the loop.
 */
public final class DrainSchedule {

    private final Supplier<EventExecutor> executor;
    private final BooleanSupplier body;
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
     * @param drain carries out a scheduled drain, by calling {@link #drain}
     * @param body what one drain does; returns whether to drain again, after the loop has handled its other channels
     */
    public DrainSchedule(Supplier<EventExecutor> executor, Runnable drain, BooleanSupplier body) {
        this.executor = executor;
        this.drain = drain;
        this.body = body;
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

    /** Drains now. Returns false without doing so when another drain is in progress, or after {@link #stop}. */
    public boolean drain() {
        if (draining || stopped) {
            return false;
        }
        boolean more = false;
        draining = true;
        try {
            more = body.getAsBoolean();
        } finally {
            draining = false;
        }
        if (more && !scheduled && !stopped) {
            scheduled = true;
            NettyLoop.later(executor.get(), task);
        }
        return true;
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
