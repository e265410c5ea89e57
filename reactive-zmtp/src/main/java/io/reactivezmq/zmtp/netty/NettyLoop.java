package io.reactivezmq.zmtp.netty;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import io.reactivezmq.loop.Loop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** One Netty event loop as a loop of a context. */
record NettyLoop(EventLoop eventLoop) implements Loop {

    // Written out, because the first generated hashCode() in a JVM makes it set up method handles for records.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NettyLoop loop && loop.eventLoop == eventLoop;
    }

    @Override
    public int hashCode() {
        return eventLoop.hashCode();
    }

    @Override
    public boolean inLoop() {
        return eventLoop.inEventLoop();
    }

    @Override
    public void execute(Runnable task) {
        eventLoop.execute(task);
    }

    @Override
    public void executeLater(Runnable task) {
        later(eventLoop, task);
    }

    /**
     * Runs the task after the loop has handled its channels. Plain tasks run for up to a second before that, but even
     * due timers wait for it.
     */
    static void later(EventExecutor executor, Runnable task) {
        executor.schedule(task, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public Disposable schedule(Runnable task, Duration delay) {
        ScheduledFuture<?> future = eventLoop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }
}
