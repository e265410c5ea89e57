package io.reactivezmq.internal.receive;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.signal.Signals;
import java.lang.invoke.VarHandle;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;

/**
 * Carries received messages from the loop to a worker of the application's scheduler, through a window that is
 * requested again in halves. The worker is woken when it is idle and messages came, not for each message.
 *
 * <p>The thread that cancels closes the window. The loop takes back the messages left in it before it delivers anything
 * newer to a later subscriber. The worker is not needed for that: it may be inside {@code onNext} for as long as it
 * likes.
 */
final class SchedulerSubscription implements ReceiveTarget, Subscription, Runnable, Scannable {

    private static final AtomicLongFieldUpdater<SchedulerSubscription> REQUESTED =
            AtomicLongFieldUpdater.newUpdater(SchedulerSubscription.class, "requested");

    private enum State {
        /** The worker has nothing to do and waits for a wake-up. */
        IDLE,
        /** The scheduler has the worker's task and has not begun it. */
        SCHEDULED,
        /** The worker runs, and is the only thread to signal. */
        RUNNING,
        /** The worker will never run again. */
        LEFT
    }

    /**
     * Number of times a worker looks for messages before it goes idle. That takes less than a microsecond, whereas
     * going idle and being woken costs both threads several.
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

    /** The invalid demand that was signaled, once this is no longer positive. */
    private volatile long badRequest = 1;

    private volatile boolean completed;

    /** The reason for which the socket refused this subscription, once it is completed; null for none. */
    private @Nullable Throwable refusal;

    // Neither is written for each message, as that would slow down the other thread.

    /** Number of claimed messages at which more are requested. Used on the worker only. */
    private long refillAt;

    /** Number of messages put in at which the worker is woken even before the burst ends. Used on the loop only. */
    private long announceAt;

    /** Number of checks at which the scheduler had not begun its task. Used on the loop only. */
    private int overdue;

    /** Whether the loop has taken back the window. */
    private volatile boolean returned;

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
            // In a long burst the worker begins before its end. If it were woken for each message, it would go idle
            // after each.
            announceAt += refill;
            if (state.getOpaque() == State.IDLE && requested != 0) {
                wake();
            }
        }
    }

    @Override
    public void readComplete() {
        announceAt = window.filled() + refill;
        // Without the fence the worker could go idle just before it sees the last message.
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

    @Override
    public void refuse(Throwable reason) {
        refusal = reason;
        complete();
    }

    @Override
    public boolean isTakenBack() {
        return true;
    }

    /** Returns whether the window is to be emptied now; true once. */
    boolean beginReturn() {
        boolean first = !returned;
        returned = true;
        return first;
    }

    /** Moves the messages that were left in the window when it was closed. */
    void returnTo(ReturnedMessages target) {
        window.returnTo(target);
    }

    /** Discards messages that cannot return, as the socket is closed. */
    void discard(ReturnedMessages messages) {
        ZmqMessage message;
        while ((message = messages.poll()) != null) {
            Signals.discard(actual, message);
        }
    }

    /**
     * Checks the scheduler; called once a second. A scheduler that was disposed of drops tasks without notice. If it
     * does not report the disposal, it refuses the task when given it once more. That is tried at growing intervals.
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
            // Most likely the application has shut down its scheduler.
            refused(State.SCHEDULED, refusal);
        }
    }

    /** Ends the subscription, as the worker is not running and never will be. */
    private void refused(State known, Throwable cause) {
        if (state.compareAndSet(known, State.LEFT)) {
            boolean open = close();
            disposeWorker();
            if (open) {
                Signals.error(actual, cause);
            }
        }
    }

    /**
     * Stops deliveries, except of messages claimed before. Returns false if this was closed before.
     *
     * <p>Another thread may be in the middle of the same call. So this call, too, hands the window back to the loop:
     * its caller may subscribe again as soon as it is over.
     */
    private boolean close() {
        boolean first = window.close();
        // A subscriber that was never registered has got no messages.
        if (!returned && !demand.end()) {
            receiver.takeBack(this);
        }
        return first;
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
        // A running worker finds the window closed and leaves by itself. It may be inside onNext and is not
        // interrupted.
        if (close()
                && (state.compareAndSet(State.IDLE, State.LEFT) || state.compareAndSet(State.SCHEDULED, State.LEFT))) {
            disposeWorker();
        }
    }

    @Override
    public @Nullable Object scanUnsafe(Attr key) {
        if (key == Attr.ACTUAL) {
            return actual;
        }
        if (key == Attr.CANCELLED) {
            return window.isClosed();
        }
        if (key == Attr.REQUESTED_FROM_DOWNSTREAM) {
            return requested;
        }
        if (key == Attr.RUN_ON) {
            return scheduler;
        }
        if (key == Attr.PREFETCH) {
            return windowSize;
        }
        return key == Attr.RUN_STYLE ? Attr.RunStyle.ASYNC : null;
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
            // Even when the stack or the heap is exhausted, no messages stay with a worker that is gone.
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
                    end(refusal);
                }
                return;
            }
            state.set(State.IDLE);
        } while (mayGoOn() && state.compareAndSet(State.IDLE, State.RUNNING));
    }

    private void end(@Nullable Throwable failure) {
        if (failure == null) {
            Signals.complete(actual);
        } else {
            Signals.error(actual, failure);
        }
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
            boolean half = window.claimed() >= refillAt;
            if (half) {
                refillAt += refill;
                demand.request(refill);
            }
            Signals.next(actual, message, this);
            if (half && badRequest <= 0) {
                break;
            }
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
