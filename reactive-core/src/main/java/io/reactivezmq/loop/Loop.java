package io.reactivezmq.loop;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
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

    /**
     * Returns the time by the clock of {@link #schedule} in nanoseconds, from any origin, as {@link System#nanoTime}
     * does, which is the default. Called on any thread. The loop of a test may return a time of its own, so that a run
     * can be repeated.
     */
    default long nanoTime() {
        return System.nanoTime();
    }

    /**
     * Returns the random generator for what runs on the loop, such as the jitter of delays. It is not for secrets.
     * Called and used on the loop only. The default is {@link ThreadLocalRandom#current}. The loop of a test may return
     * a seeded generator, so that a run can be repeated.
     */
    default RandomGenerator random() {
        return ThreadLocalRandom.current();
    }
}
