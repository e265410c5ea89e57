package io.reactivezmq.samples.concurrency;

import io.reactivezmq.loop.Loop;
import io.reactivezmq.loop.LoopGroup;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * An event loop that runs tasks only inside its {@code run} methods, on the calling thread. Delayed tasks never run.
 */
public final class HandLoop implements Loop, LoopGroup {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Thread thread;

    /** Runs a task on the loop, and then all waiting tasks, including those that they submit. */
    public void run(Runnable task) {
        thread = Thread.currentThread();
        try {
            task.run();
            Runnable next;
            while ((next = tasks.poll()) != null) {
                next.run();
            }
        } finally {
            thread = null;
        }
    }

    /** Runs all waiting tasks, including those that they submit. */
    public void run() {
        run(() -> {});
    }

    /** Returns whether no task waits. */
    public boolean isIdle() {
        return tasks.isEmpty();
    }

    @Override
    public boolean inLoop() {
        return thread == Thread.currentThread();
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Disposable schedule(Runnable task, Duration delay) {
        return Disposables.single();
    }

    @Override
    public Loop next() {
        return this;
    }

    @Override
    public Mono<Void> shutdown() {
        return Mono.empty();
    }
}
