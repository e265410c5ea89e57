package io.reactivezmq.loop;

import java.time.Duration;
import reactor.core.Disposable;

/** An event loop: one thread on which sockets and their links run. */
public interface Loop {

    /** Returns whether the caller is on the thread of this loop. */
    boolean inLoop();

    /**
     * Runs a task on the loop, after the tasks submitted before it and never inside this call. Throws
     * {@link java.util.concurrent.RejectedExecutionException} when the loop has ended.
     */
    void execute(Runnable task);

    /**
     * Runs a task on the loop soon, but not before the loop has handled its connections. Tasks that submit themselves
     * again without end use it, so that they do not starve connections.
     */
    default void executeLater(Runnable task) {
        execute(task);
    }

    /** Runs a task on the loop after a delay, unless the result is disposed of first. */
    Disposable schedule(Runnable task, Duration delay);
}
