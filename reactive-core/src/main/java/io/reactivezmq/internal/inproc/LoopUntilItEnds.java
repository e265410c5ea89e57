package io.reactivezmq.internal.inproc;

import io.reactivezmq.loop.Loop;
import java.util.concurrent.RejectedExecutionException;

/** A socket's loop, for tasks that are of no use once the loop has ended, and the socket with it. */
record LoopUntilItEnds(Loop loop) {

    /** Runs the task on the loop. */
    void run(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException ended) {
            // There is nothing left to do.
        }
    }

    /** Runs a task that may repeat itself without end, after the other tasks of the loop have had their turn. */
    void runLater(Runnable task) {
        try {
            loop.executeLater(task);
        } catch (RejectedExecutionException ended) {
            // There is nothing left to do.
        }
    }
}
