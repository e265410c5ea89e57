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

/** A loop that is turned by hand: whoever turns it is its thread. What is to happen later never does. */
public final class HandLoop implements Loop, LoopGroup {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Thread thread;

    /** Runs this, and what comes of it, on the loop. */
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

    /** Runs what waits, and what comes of it. */
    public void run() {
        run(() -> {});
    }

    /** Whether nothing waits. */
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
