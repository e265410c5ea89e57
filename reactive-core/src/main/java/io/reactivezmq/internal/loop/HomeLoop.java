package io.reactivezmq.internal.loop;

import io.reactivezmq.internal.signal.GuardedMono;
import io.reactivezmq.loop.Loop;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * A socket's loop, for the methods that the application calls. If the loop has ended, the socket is closed. Then a call
 * only has to report that. It runs on the caller's thread, or on that of another caller whose call is running.
 *
 * <p>Calls from other threads share one queue and one task with the wake-ups for the senders' queues. So all of them
 * are handled in the order in which they were made. A call that is repeated while it waits is queued once, and a
 * withdrawn call leaves the queue at once. So no more calls wait than there are subscribers that wait for an answer.
 */
public final class HomeLoop implements Loop {

    /** Number of calls after which other tasks of the loop have their turn. */
    private static final int SLICE = 256;

    /** Length beyond which a queue is replaced once it is empty. */
    private static final int LARGE = 1024;

    private final Loop loop;
    private final SerialExecutor afterLoop = new SerialExecutor();
    private final Object lock = new Object();
    private final Runnable runCalls = this::runCalls;

    // Guarded by the lock.
    private Set<Runnable> calls = new LinkedHashSet<>();
    private int longest;
    private boolean scheduled;

    public HomeLoop(Loop loop) {
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
            afterLoop.execute(task);
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

    /** Runs a task after a delay. Once the loop has ended, no time passes on it, and the task runs within this call. */
    public Disposable scheduleOrRun(Runnable task, Duration delay) {
        try {
            return loop.schedule(task, delay);
        } catch (RejectedExecutionException ended) {
            task.run();
            return Disposables.disposed();
        }
    }

    @Override
    public long nanoTime() {
        return loop.nanoTime();
    }

    @Override
    public RandomGenerator random() {
        return loop.random();
    }

    /** Runs the call on the loop: at once if the caller is on the loop, else soon and in the order of the calls. */
    public void call(Runnable call) {
        if (loop.inLoop()) {
            call.run();
        } else {
            callLater(call);
        }
    }

    /**
     * Runs the call on the loop, after the calls that wait. Never runs it inside this method unless the loop has ended.
     */
    public void callLater(Runnable call) {
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

    /** Removes a call from the queue. Returns false if it runs, has run, or was never made. */
    public boolean withdraw(Runnable call) {
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
            // A call that throws does not prevent the others.
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
     * Creates a Mono that starts on the loop.
     *
     * @param begin answers the sink, or keeps it for later; returns what forgets the sink, to be run on the loop when
     *     the subscriber cancels
     */
    public <T> Mono<T> mono(Function<? super MonoSink<T>, Runnable> begin) {
        return GuardedMono.of(
                Mono.<T>create(sink -> {
                    Inquiry<T> inquiry = new Inquiry<>(sink, begin);
                    sink.onCancel(inquiry);
                    inquiry.registration.start();
                }),
                "onLoop");
    }

    private final class Inquiry<T> implements Disposable {

        private final MonoSink<T> sink;
        private final Function<? super MonoSink<T>, Runnable> begin;
        private final LoopRegistration registration = new LoopRegistration(HomeLoop.this, this::begin, this::forget);

        /** Forgets the sink. Used on the loop only. */
        private @Nullable Runnable kept;

        Inquiry(MonoSink<T> sink, Function<? super MonoSink<T>, Runnable> begin) {
            this.sink = sink;
            this.begin = begin;
        }

        private void begin() {
            kept = begin.apply(sink);
        }

        @Override
        public void dispose() {
            registration.end();
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
