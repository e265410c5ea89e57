package io.reactivezmq.internal.loop;

import io.reactivezmq.loop.Loop;
import io.reactivezmq.loop.LoopGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.NonBlocking;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/** A group of loops with one plain thread each. */
public final class ThreadLoops implements LoopGroup {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final List<ThreadLoop> loops = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    /** Creates loops with this number of daemon threads. */
    public ThreadLoops(int count) {
        for (int i = 0; i < count; i++) {
            loops.add(new ThreadLoop());
        }
    }

    @Override
    public Loop next() {
        return loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
    }

    @Override
    public Mono<Void> shutdown() {
        // Shutting down takes a lock, which a loop thread must not wait for, as it is non-blocking.
        return Mono.<Void>fromRunnable(() -> loops.forEach(loop -> loop.executor.shutdown()))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** A thread that must not block, which Reactor and BlockHound check. */
    private static final class LoopThread extends Thread implements NonBlocking {

        LoopThread(Runnable task) {
            super(task, "zmq-loop-" + NUMBER.incrementAndGet());
            setDaemon(true);
        }
    }

    private static final class ThreadLoop implements Loop {

        private final ScheduledThreadPoolExecutor executor;
        private volatile @Nullable Thread thread;

        ThreadLoop() {
            executor = new ScheduledThreadPoolExecutor(1, this::thread, ThreadLoop::reject);
            executor.setRemoveOnCancelPolicy(true);
        }

        private Thread thread(Runnable task) {
            Thread created = new LoopThread(task);
            thread = created;
            return created;
        }

        /** Unlike the default handler, takes no lock to describe the executor: the caller may be another loop. */
        private static void reject(Runnable task, ThreadPoolExecutor ended) {
            throw new RejectedExecutionException("The loop has ended");
        }

        @Override
        public boolean inLoop() {
            return Thread.currentThread() == thread;
        }

        @Override
        public void execute(Runnable task) {
            executor.execute(() -> run(task));
        }

        private static void run(Runnable task) {
            try {
                task.run();
            } catch (Throwable failure) {
                // The executor would swallow it.
                Operators.onErrorDropped(failure, Context.empty());
            }
        }

        @Override
        public Disposable schedule(Runnable task, Duration delay) {
            ScheduledFuture<?> future = executor.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        }
    }
}
