package io.reactivezmq.testing;

import io.reactivezmq.loop.Loop;
import io.reactivezmq.loop.LoopGroup;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * A loop without a thread and with its own clock: the test runs what waits, and lets time pass, when it wants to. The
 * thread that runs it is on the loop meanwhile; all other threads are not. An exception of a task fails the test.
 */
public final class ManualLoop implements Loop, LoopGroup {

    private static final int ENDLESS = 1_000_000;

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::due).thenComparingLong(Timer::number));
    private final List<Duration> delays = new ArrayList<>();
    private volatile long now;
    private long numbered;
    private volatile @Nullable Thread runner;

    private record Timer(long due, long number, Runnable task) {}

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == runner;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (tasks) {
            tasks.add(task);
        }
    }

    @Override
    public Disposable schedule(Runnable task, Duration delay) {
        Timer timer = new Timer(now + delay.toNanos(), numbered++, task);
        delays.add(delay);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    @Override
    public long nanoTime() {
        return now;
    }

    /** Runs what waits, and what comes up meanwhile. */
    public void run() {
        if (inLoop()) {
            return;
        }
        runner = Thread.currentThread();
        try {
            Runnable task;
            int ran = 0;
            while ((task = due()) != null) {
                task.run();
                if (++ran == ENDLESS) {
                    throw new AssertionError("the loop never comes to rest");
                }
            }
        } finally {
            runner = null;
        }
    }

    private @Nullable Runnable due() {
        Timer timer = timers.peek();
        if (timer != null && timer.due() <= now) {
            timers.remove();
            return timer.task();
        }
        synchronized (tasks) {
            return tasks.poll();
        }
    }

    /** Lets this much time pass, running what falls due on the way. */
    public void advance(Duration time) {
        long end = now + time.toNanos();
        run();
        Timer timer;
        while ((timer = timers.peek()) != null && timer.due() <= end) {
            now = timer.due();
            run();
        }
        now = end;
        run();
    }

    /** How many tasks wait. */
    public int waiting() {
        synchronized (tasks) {
            return tasks.size();
        }
    }

    /** How many timers are set. */
    public int timers() {
        return timers.size();
    }

    /** What delays were asked for so far, canceled ones too. */
    public List<Duration> delays() {
        return List.copyOf(delays);
    }

    @Override
    public Loop next() {
        return this;
    }

    @Override
    public Mono<Void> shutdown() {
        return Mono.empty();
    }
}
