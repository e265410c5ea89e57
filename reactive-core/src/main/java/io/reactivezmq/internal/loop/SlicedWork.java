package io.reactivezmq.internal.loop;

import io.reactivezmq.loop.Loop;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

/**
 * Does long work on a loop in slices, so that the loop serves its connections between two slices. The oldest work is
 * done first. Work that fits into one slice is done at once if no other work waits. Used on the loop.
 */
public final class SlicedWork {

    /** Steps in one slice, which takes well below a millisecond when a step takes microseconds. */
    private static final int SLICE = 256;

    private final Loop loop;
    private final ArrayDeque<BooleanSupplier> waiting = new ArrayDeque<>(1);
    private final Runnable nextSlice = this::nextSlice;
    private boolean scheduled;
    private boolean working;
    private boolean stopped;

    /** An action that must run even when the work is stopped, as a caller waits for it. */
    private record Answer(Runnable action) implements BooleanSupplier {

        @Override
        public boolean getAsBoolean() {
            action.run();
            return false;
        }
    }

    /** Creates an empty list of work for this loop. */
    public SlicedWork(Loop loop) {
        this.loop = loop;
    }

    /**
     * Adds work behind the work that already waits.
     *
     * @param step does one step, and returns whether there is another one
     */
    public void add(BooleanSupplier step) {
        if (stopped) {
            return;
        }
        waiting.add(step);
        if (!scheduled && !working) {
            nextSlice();
        }
    }

    /** Runs the action once all work that waits now is done; within this call if there is none. */
    public void whenDone(Runnable action) {
        if (stopped) {
            action.run();
        } else {
            add(new Answer(action));
        }
    }

    /**
     * Drops all work and refuses further work, but runs the waiting actions of {@link #whenDone}. Called when the
     * socket has been closed and its state is garbage.
     */
    public void stop() {
        stopped = true;
        List<BooleanSupplier> left = List.copyOf(waiting);
        waiting.clear();
        for (BooleanSupplier work : left) {
            if (work instanceof Answer answer) {
                answer.getAsBoolean();
            }
        }
    }

    /** Returns whether work waits. */
    public boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /** Does one step of the oldest work before its slice is due. Requires {@link #isWaiting}. */
    public void step() {
        BooleanSupplier oldest = waiting.remove();
        if (oldest.getAsBoolean() && !stopped) {
            waiting.addFirst(oldest);
        }
    }

    private void nextSlice() {
        scheduled = false;
        working = true;
        try {
            for (int steps = 0; steps < SLICE && !waiting.isEmpty(); steps++) {
                step();
            }
        } finally {
            working = false;
            if (!waiting.isEmpty()) {
                goOnLater();
            }
        }
    }

    private void goOnLater() {
        try {
            loop.executeLater(nextSlice);
            scheduled = true;
        } catch (RejectedExecutionException ended) {
            stop();
        }
    }
}
