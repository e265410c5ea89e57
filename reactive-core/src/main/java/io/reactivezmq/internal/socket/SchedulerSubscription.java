package io.reactivezmq.internal.socket;

import io.reactivezmq.ZmqMessage;
import java.lang.invoke.VarHandle;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;

/**
 * Carries received messages from the loop to a worker of the user's scheduler, through a window that is asked for anew
 * in halves. The worker is woken when it is idle and something came, not for each message.
 *
 * <p>The thread that cancels closes the window, and the loop takes back what is left in it, before it hands anything
 * newer to a later receiver. The worker is not needed for that: it may be inside {@code onNext} for as long as it
 * likes.
 */
final class SchedulerSubscription implements ReceiveTarget, Subscription, Runnable {

    private static final AtomicLongFieldUpdater<SchedulerSubscription> REQUESTED =
            AtomicLongFieldUpdater.newUpdater(SchedulerSubscription.class, "requested");

    private enum State {
        /** The worker has nothing to do and waits for a wake-up. */
        IDLE,
        /** The scheduler was given the worker's task, and has not begun it. */
        SCHEDULED,
        /** The worker runs, and is the only one to signal. */
        RUNNING,
        /** The worker will never run again. */
        LEFT
    }

    /**
     * How often a worker looks again before it goes idle: for less than a microsecond, where to sleep and be woken
     * costs both threads several.
     */
    private static final int SECOND_LOOKS = 200;

    private final Receiver receiver;
    private final CoreSubscriber<? super ZmqMessage> actual;
    private final Scheduler scheduler;
    private final Scheduler.Worker worker;
    private final ReceiveWindow window;
    private final int windowSize;
    private final int refill;
    private final ReceiveDemand demand;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

    private volatile long requested;

    /** What was asked for against the rules, once it is no longer positive. */
    private volatile long badRequest = 1;

    private volatile boolean completed;

    // Neither is written for each message, as the other thread would feel it.

    /** On the worker: when so many are claimed, more are asked for. */
    private long refillAt;

    /** On the loop: when so many were put in, the worker is thought of, also before the end of the burst. */
    private long announceAt;

    /** On the loop: for how many looks the scheduler has not begun the task that it was given. */
    private int overdue;

    /** In the receiver's list of closed windows. */
    @Nullable
    SchedulerSubscription nextReturning;

    SchedulerSubscription(
            Receiver receiver,
            CoreSubscriber<? super ZmqMessage> actual,
            Scheduler scheduler,
            Scheduler.Worker worker,
            int windowSize) {
        this.receiver = receiver;
        this.actual = actual;
        this.scheduler = scheduler;
        this.worker = worker;
        this.windowSize = windowSize;
        this.window = new ReceiveWindow(windowSize);
        this.refill = Math.max(1, windowSize / 2);
        this.refillAt = refill;
        this.announceAt = refill;
        this.demand = new ReceiveDemand(receiver, this);
    }

    void start() {
        demand.request(windowSize);
        demand.start();
    }

    ReceiveDemand demand() {
        return demand;
    }

    // On the loop.

    @Override
    public void next(ZmqMessage message, long number) {
        if (window.put(message, number) == announceAt) {
            // In a long burst the worker begins before its end; woken for each message it would go idle after each.
            announceAt += refill;
            if (state.getOpaque() == State.IDLE && requested != 0) {
                wake();
            }
        }
    }

    @Override
    public void readComplete() {
        announceAt = window.filled() + refill;
        // Without the fence the worker could have gone idle just before it could see the last message.
        VarHandle.fullFence();
        if (state.get() == State.IDLE && requested != 0 && !window.allClaimed()) {
            wake();
        }
    }

    @Override
    public void complete() {
        completed = true;
        wake();
        failIfSchedulerIsGone();
    }

    /** Moves what was left in the window when it was closed. */
    void returnTo(ReturnedMessages target) {
        window.returnTo(target);
    }

    /** There is no socket any more that this could go back to. */
    void discard(ReturnedMessages messages) {
        ZmqMessage message;
        while ((message = messages.poll()) != null) {
            Operators.onDiscard(message, actual.currentContext());
        }
    }

    /**
     * Once a second: a scheduler that was disposed of drops what it was given to run without saying so. One that does
     * not say so refuses the task if it is given once more; that is tried at growing intervals.
     */
    void lookAfterScheduler() {
        failIfSchedulerIsGone();
        if (state.get() != State.SCHEDULED) {
            overdue = 0;
        } else if (Integer.bitCount(++overdue) == 1) {
            schedule();
        }
    }

    private void failIfSchedulerIsGone() {
        State now = state.get();
        if ((now == State.IDLE || now == State.SCHEDULED) && schedulerIsGone()) {
            refused(now, new RejectedExecutionException("the scheduler was disposed of"));
        }
    }

    private boolean schedulerIsGone() {
        try {
            return scheduler.isDisposed();
        } catch (Throwable failure) {
            Signals.dropped(actual, failure);
            return false;
        }
    }

    // On any thread.

    private void wake() {
        if (state.compareAndSet(State.IDLE, State.SCHEDULED)) {
            schedule();
        }
    }

    private void schedule() {
        try {
            worker.schedule(this);
        } catch (Throwable refusal) {
            // Most likely the user's scheduler has been shut down.
            refused(State.SCHEDULED, refusal);
        }
    }

    /** The worker was not running, and never will. */
    private void refused(State known, Throwable cause) {
        if (state.compareAndSet(known, State.LEFT)) {
            boolean open = close();
            disposeWorker();
            if (open) {
                Signals.error(actual, cause);
            }
        }
    }

    /** Nothing is delivered any more that was not claimed before; true for the first. */
    private boolean close() {
        if (window.close()) {
            demand.end();
            receiver.takeBack(this);
            return true;
        }
        return false;
    }

    @Override
    public void request(long messages) {
        if (messages <= 0) {
            badRequest = messages;
        } else {
            Operators.addCap(REQUESTED, this, messages);
        }
        wake();
    }

    @Override
    public void cancel() {
        // A running worker finds the window closed, and leaves by itself: it may be inside onNext, and is not
        // interrupted.
        if (close()
                && (state.compareAndSet(State.IDLE, State.LEFT) || state.compareAndSet(State.SCHEDULED, State.LEFT))) {
            disposeWorker();
        }
    }

    private void disposeWorker() {
        try {
            worker.dispose();
        } catch (Throwable failure) {
            Signals.dropped(actual, failure);
        }
    }

    // On the worker.

    @Override
    public void run() {
        if (!state.compareAndSet(State.SCHEDULED, State.RUNNING)) {
            return;
        }
        try {
            deliverAll();
        } catch (Throwable failure) {
            // Not even an exhausted stack or heap leaves the messages with a worker that is gone.
            close();
            leave();
            Signals.dropped(actual, failure);
        }
    }

    private void deliverAll() {
        do {
            do {
                deliver();
            } while (moreComes());
            if (window.isClosed()) {
                leave();
                return;
            }
            if (completed && window.isEmpty()) {
                boolean open = close();
                leave();
                if (open) {
                    Signals.complete(actual);
                }
                return;
            }
            state.set(State.IDLE);
        } while (mayGoOn() && state.compareAndSet(State.IDLE, State.RUNNING));
    }

    private boolean moreComes() {
        if (requested == 0) {
            return false;
        }
        for (int i = 0; i < SECOND_LOOKS && !window.isClosed() && !completed; i++) {
            if (!window.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private boolean mayGoOn() {
        return window.isClosed() || badRequest <= 0 || (window.isEmpty() ? completed : requested != 0);
    }

    private void deliver() {
        if (badRequest <= 0) {
            if (close()) {
                Signals.error(actual, Signals.badRequest(badRequest));
            }
            return;
        }
        long wanted = requested;
        long delivered = 0;
        while (true) {
            if (delivered == wanted) {
                wanted = produced(delivered);
                delivered = 0;
                if (wanted == 0) {
                    return;
                }
            }
            ZmqMessage message = window.claim();
            if (message == null) {
                break;
            }
            delivered++;
            if (window.claimed() >= refillAt) {
                refillAt += refill;
                demand.request(refill);
            }
            Signals.next(actual, message, this);
        }
        produced(delivered);
    }

    private long produced(long delivered) {
        return wantsAll() ? Long.MAX_VALUE : REQUESTED.addAndGet(this, -delivered);
    }

    private boolean wantsAll() {
        return requested == Long.MAX_VALUE;
    }

    private void leave() {
        state.set(State.LEFT);
        disposeWorker();
    }
}
