package io.reactivezmq.samples.concurrency;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/** A scheduler that runs its tasks, and those of its workers, only inside {@link #run}, on the calling thread. */
public final class HandScheduler implements Scheduler {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    /** Runs all waiting tasks, including those that they submit. */
    public void run() {
        Runnable next;
        while ((next = tasks.poll()) != null) {
            next.run();
        }
    }

    /** Returns whether no task waits. */
    public boolean isIdle() {
        return tasks.isEmpty();
    }

    @Override
    public Disposable schedule(Runnable task) {
        tasks.add(task);
        return Disposables.single();
    }

    @Override
    public Worker createWorker() {
        return new Worker() {
            @Override
            public Disposable schedule(Runnable task) {
                return HandScheduler.this.schedule(task);
            }

            @Override
            public void dispose() {}
        };
    }

    @Override
    public void dispose() {}
}
