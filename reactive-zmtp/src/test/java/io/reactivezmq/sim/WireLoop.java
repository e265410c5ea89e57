package io.reactivezmq.sim;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.AbstractEventExecutor;
import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import io.netty.util.internal.InternalThreadLocalMap;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** A simulated loop as Netty's channels see it. */
final class WireLoop extends AbstractEventExecutor implements IoEventLoop {

    private final SimLoop loop;
    private final boolean epoll;

    /** What Netty keeps for the thread of this loop while others have the real thread. */
    private @Nullable InternalThreadLocalMap locals;

    /**
     * Creates a view of a loop.
     *
     * @param epoll whether its channels report the end of a connection without a read
     */
    WireLoop(SimLoop loop, boolean epoll) {
        this.loop = loop;
        this.epoll = epoll;
    }

    SimLoop loop() {
        return loop;
    }

    boolean isEpoll() {
        return epoll;
    }

    @Nullable
    InternalThreadLocalMap locals() {
        return locals;
    }

    void locals(@Nullable InternalThreadLocalMap kept) {
        locals = kept;
    }

    @Override
    public boolean inEventLoop(Thread thread) {
        return loop.inLoop();
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return new Timer<Void>(callable(task), 0).start(unit.toNanos(delay));
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        return new Timer<>(task, 0).start(unit.toNanos(delay));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long delay, long period, TimeUnit unit) {
        return new Timer<Void>(callable(task), unit.toNanos(period)).start(unit.toNanos(delay));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long delay, long pause, TimeUnit unit) {
        return scheduleAtFixedRate(task, delay, pause, unit);
    }

    @SuppressWarnings("NullAway")
    private static Callable<Void> callable(Runnable task) {
        return () -> {
            task.run();
            return null;
        };
    }

    /** A timer of the world as a future. */
    private final class Timer<V> extends DefaultPromise<V> implements ScheduledFuture<V> {

        private final Callable<V> task;
        private final long period;
        private long due;
        private Disposable timer = Disposables.disposed();

        Timer(Callable<V> task, long period) {
            super(WireLoop.this);
            this.task = task;
            this.period = period;
        }

        Timer<V> start(long delay) {
            due = loop.nanoTime() + delay;
            timer = loop.after(Duration.ofNanos(Math.max(0, delay)), this::run);
            return this;
        }

        private void run() {
            try {
                V result = task.call();
                if (period == 0) {
                    trySuccess(result);
                } else if (!isCancelled()) {
                    start(period);
                }
            } catch (Throwable failure) {
                // Netty keeps it in the future, where nothing looks.
                loop.world.fail(Promise.ERRORS, "a timer fails", failure);
                tryFailure(failure);
            }
        }

        @Override
        public boolean cancel(boolean interrupts) {
            timer.dispose();
            return super.cancel(interrupts);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - loop.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    @Override
    public ChannelFuture register(Channel channel) {
        return register(new DefaultChannelPromise(channel, this));
    }

    @Override
    public ChannelFuture register(ChannelPromise promise) {
        promise.channel().unsafe().register(this, promise);
        return promise;
    }

    @Override
    @Deprecated
    public ChannelFuture register(Channel channel, ChannelPromise promise) {
        channel.unsafe().register(this, promise);
        return promise;
    }

    @Override
    public Future<IoRegistration> register(IoHandle handle) {
        throw new UnsupportedOperationException("This loop has channels of its own");
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> type) {
        return false;
    }

    @Override
    public boolean isIoType(Class<? extends IoHandler> type) {
        return epoll && type == EpollIoHandler.class;
    }

    @Override
    public IoEventLoop next() {
        return this;
    }

    @Override
    public IoEventLoopGroup parent() {
        return this;
    }

    @Override
    public boolean isShuttingDown() {
        return false;
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return false;
    }

    @Override
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        throw new UnsupportedOperationException("The world ends its loops");
    }

    @Override
    public Future<?> terminationFuture() {
        throw new UnsupportedOperationException("The world ends its loops");
    }

    @Override
    @Deprecated
    public void shutdown() {
        throw new UnsupportedOperationException("The world ends its loops");
    }
}
