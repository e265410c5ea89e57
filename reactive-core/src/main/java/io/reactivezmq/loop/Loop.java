package io.reactivezmq.loop;

import java.time.Duration;
import reactor.core.Disposable;

/** One thread on which sockets and their links live. */
public interface Loop {

    /** Whether the caller is on this loop's thread. */
    boolean inLoop();

    /** Runs a task on the loop, after those given before it; never inside this call. */
    void execute(Runnable task);

    /**
     * Runs a task on the loop soon, but only after the loop has looked after its connections: for whoever could go on
     * for ever, one task after the other.
     */
    default void executeLater(Runnable task) {
        execute(task);
    }

    /** Runs a task on the loop after a delay, unless disposed of before. */
    Disposable schedule(Runnable task, Duration delay);
}
