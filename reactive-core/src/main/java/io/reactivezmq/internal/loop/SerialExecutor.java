package io.reactivezmq.internal.loop;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks one after the other on the threads of their callers. A task that comes while another one runs is run by
 * the thread of that one. No lock is held while a task runs: tasks signal to the application, which may wait there for
 * another thread that calls too.
 */
final class SerialExecutor implements Executor {

    // Guarded by this.
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            tasks.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        runAll();
    }

    private void runAll() {
        Runnable next = null;
        try {
            while ((next = next()) != null) {
                next.run();
            }
        } finally {
            // A task that throws does not prevent the others.
            if (next != null) {
                runAll();
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = tasks.poll();
        running = next != null;
        return next;
    }
}
