package io.reactivezmq.internal.socket;

import io.reactivezmq.loop.Loop;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * A socket's loop, for what its user calls. A user may call when the loop has ended: then the socket is closed, all
 * that is left to do is to say so, and the caller's thread does it.
 *
 * <p>Calls from other threads cross in one queue with one task for all of them, and with them what wakes the loop for
 * the queues of senders, so that all is done in the order in which it was called. A call that is made again while it
 * waits is one call, and one that is withdrawn leaves at once: no more wait than there are subscribers that wait for an
 * answer.
 */
final class HomeLoop implements Loop {

    /** Calls after which other tasks of the loop have their turn. */
    private static final int SLICE = 256;

    /** A queue that was longer than this is not kept for the next calls. */
    private static final int LARGE = 1024;

    private final Loop loop;
    private final Object lock = new Object();
    private final Runnable runCalls = this::runCalls;

    // Guarded by the lock.
    private Set<Runnable> calls = new LinkedHashSet<>();
    private int longest;
    private boolean scheduled;

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

    /** Runs the call on the loop: now when the caller is there, else soon and in the order of the calls. */
    void call(Runnable call) {
        if (loop.inLoop()) {
            call.run();
        } else {
            callLater(call);
        }
    }

    /** Runs the call on the loop, after the calls that wait, and never inside this method. */
    void callLater(Runnable call) {
        synchronized (lock) {
            calls.add(call);
            longest = Math.max(longest, calls.size());
            if (scheduled) {
                return;
            }
            scheduled = true;
        }
        execute(runCalls);
    }

    /** Takes a call back; false when it runs, has run, or was never made. */
    boolean withdraw(Runnable call) {
        synchronized (lock) {
            return calls.remove(call);
        }
    }

    private void runCalls() {
        boolean more = true;
        try {
            for (int i = 0; i < SLICE && more; i++) {
                Runnable next = next();
                if (next == null) {
                    more = false;
                } else {
                    next.run();
                }
            }
        } finally {
            // A call that throws does not take the others with it.
            if (more) {
                execute(runCalls);
            }
        }
    }

    private @Nullable Runnable next() {
        synchronized (lock) {
            Iterator<Runnable> waiting = calls.iterator();
            if (!waiting.hasNext()) {
                scheduled = false;
                if (longest > LARGE) {
                    calls = new LinkedHashSet<>();
                }
                longest = 0;
                return null;
            }
            Runnable next = waiting.next();
            waiting.remove();
            return next;
        }
    }

    /**
     * A Mono that begins on the loop.
     *
     * @param begin gives the sink its answer, or keeps it for later; returns what forgets it when the subscriber
     *     cancels, which runs on the loop
     */
    <T> Mono<T> mono(Function<? super MonoSink<T>, Runnable> begin) {
        return GuardedMono.of(Mono.<T>create(sink -> {
            Inquiry<T> inquiry = new Inquiry<>(sink, begin);
            sink.onCancel(inquiry);
            call(inquiry);
        }));
    }

    private final class Inquiry<T> implements Runnable, Disposable {

        private final MonoSink<T> sink;
        private final Function<? super MonoSink<T>, Runnable> begin;
        private volatile boolean cancelled;

        /** On the loop: what there is to forget. */
        private @Nullable Runnable kept;

        Inquiry(MonoSink<T> sink, Function<? super MonoSink<T>, Runnable> begin) {
            this.sink = sink;
            this.begin = begin;
        }

        @Override
        public void run() {
            if (!cancelled) {
                kept = begin.apply(sink);
                if (cancelled) {
                    forget();
                }
            }
        }

        @Override
        public void dispose() {
            cancelled = true;
            if (!withdraw(this)) {
                call(this::forget);
            }
        }

        private void forget() {
            Runnable action = kept;
            kept = null;
            if (action != null) {
                action.run();
            }
        }
    }
}
