package io.reactivezmq.samples.concurrency;

import io.reactivezmq.internal.loop.WakeSignal;
import java.util.concurrent.atomic.AtomicInteger;

/** A consumer that a {@link WakeSignal} wakes. Items and submitted tasks are only counted. */
final class Woken {

    private final WakeSignal signal = WakeSignal.idle();
    private final AtomicInteger published = new AtomicInteger();
    private final AtomicInteger tasks = new AtomicInteger();
    private final AtomicInteger mostTasks = new AtomicInteger();

    /** Written by the consumer without synchronization, as the signal orders its tasks. */
    private int handled;

    /** Publishes an item with no more than release semantics, as queues do. Only one thread may call this method. */
    void publish() {
        published.setRelease(published.getPlain() + 1);
        wake();
    }

    /** Publishes an item. Any thread may call this method. */
    void publishShared() {
        published.incrementAndGet();
        wake();
    }

    private void wake() {
        if (signal.mustWake()) {
            int now = tasks.incrementAndGet();
            mostTasks.accumulateAndGet(now, Math::max);
        }
    }

    /** Runs the tasks in flight, including those that are submitted meanwhile. */
    void run() {
        while (tasks.getOpaque() > 0) {
            tasks.decrementAndGet();
            do {
                handled = published.getAcquire();
            } while (signal.goIdle() && published.getAcquire() != handled && signal.resume());
        }
    }

    /** Returns the number of items that the consumer has handled. */
    int handled() {
        return handled;
    }

    /** Returns the largest number of tasks that were in flight together. */
    int mostTasks() {
        return mostTasks.get();
    }
}
