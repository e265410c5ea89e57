package io.reactivezmq.internal.socket;

import io.reactivezmq.loop.Loop;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import reactor.core.Disposable;

/**
 * A socket's loop, for what its user calls. A user may call when the loop has ended: then the socket is closed, all that
 * is left to do is to say so, and the caller's thread does it.
 */
final class HomeLoop implements Loop {

    private final Loop loop;

    HomeLoop(Loop loop) {
        this.loop = loop;
    }

    @Override
    public boolean inLoop() {
        return loop.inLoop();
    }

    @Override
    public void execute(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException ended) {
            synchronized (this) {
                task.run();
            }
        }
    }

    @Override
    public void executeLater(Runnable task) {
        try {
            loop.executeLater(task);
        } catch (RejectedExecutionException ended) {
            execute(task);
        }
    }

    @Override
    public Disposable schedule(Runnable task, Duration delay) {
        return loop.schedule(task, delay);
    }
}
