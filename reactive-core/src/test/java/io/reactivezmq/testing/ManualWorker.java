package io.reactivezmq.testing;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A scheduler whose tasks are run by the test, and counted. */
public final class ManualWorker implements Executor {

    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Scheduler scheduler = Schedulers.fromExecutor(this);
    private int given;

    @Override
    public void execute(Runnable task) {
        given++;
        tasks.add(task);
    }

    /** What to give to the code under test. */
    public Scheduler scheduler() {
        return scheduler;
    }

    /** Runs what waits. */
    public void run() {
        Runnable task;
        while ((task = tasks.poll()) != null) {
            task.run();
        }
    }

    /** How many tasks it was given so far. */
    public int given() {
        return given;
    }
}
