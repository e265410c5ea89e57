package io.reactivezmq.internal.inproc;

import io.reactivezmq.loop.Loop;
import java.util.concurrent.RejectedExecutionException;

/** Runs tasks on a socket's loop, and drops them once the loop has ended, because the socket has ended with it. */
record LoopUntilItEnds(Loop loop) {

    /** Runs the task on the loop. */
    void run(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException ended) {
            // The socket has ended with its loop.
        }
    }

    /** Runs the task on the loop after other due tasks. For tasks that may reschedule themselves without end. */
    void runLater(Runnable task) {
        try {
            loop.executeLater(task);
        } catch (RejectedExecutionException ended) {
            // The socket has ended with its loop.
        }
    }
}
