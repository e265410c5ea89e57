package io.reactivezmq.sim;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A simulated thread: runs its tasks in their order, one at each step that the world gives it. */
class Actor implements Executor {

    final World world;
    private final String name;
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final Scheduler scheduler = Schedulers.fromExecutor(this);

    Actor(World world, String name) {
        this.world = world;
        this.name = name;
    }

    @Override
    public final void execute(Runnable task) {
        tasks.add(task);
    }

    /** Runs the task on this thread after a delay, at the earliest. */
    final Disposable after(Duration delay, Runnable task) {
        return world.timer(this, delay, task);
    }

    /** Returns a scheduler whose only worker is this thread. */
    final Scheduler scheduler() {
        return scheduler;
    }

    final boolean hasTasks() {
        return !tasks.isEmpty();
    }

    final @Nullable Runnable nextTask() {
        return tasks.poll();
    }

    @Override
    public String toString() {
        return name;
    }
}
