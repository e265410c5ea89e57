package io.reactivezmq.internal.loop;

import io.reactivezmq.loop.Loop;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

/**
 * Does long work on a loop in slices, the oldest work first, so that the loop looks after its connections between two
 * slices. Work that fits one slice is done at once if nothing else waits. It lives on the loop.
 */
public final class SlicedWork {

    /** Steps between two looks at the connections: well below a millisecond where a step takes microseconds. */
    private static final int SLICE = 256;

    private final Loop loop;
    private final ArrayDeque<BooleanSupplier> waiting = new ArrayDeque<>(1);
    private final Runnable nextSlice = this::nextSlice;
    private boolean scheduled;
    private boolean working;
    private boolean stopped;

    /** Work that an asker waits for. */
    private record Answer(Runnable action) implements BooleanSupplier {

        @Override
        public boolean getAsBoolean() {
            action.run();
            return false;
        }
    }

    /** On this loop. */
    public SlicedWork(Loop loop) {
        this.loop = loop;
    }

    /**
     * Does this work behind all that waits already.
     *
     * @param step does one step, and returns whether there is another
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

    /** Runs the action when all work that waits now is done; within this call if there is none. */
    public void whenDone(Runnable action) {
        if (stopped) {
            action.run();
        } else {
            add(new Answer(action));
        }
    }

    /** Forgets all work, and does none from now on: the socket has been closed, and what it held is garbage. */
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

    /** Whether work waits. */
    public boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /** Does one step of the oldest work ahead of its slice. Only while work waits. */
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
