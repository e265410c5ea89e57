package io.reactivezmq.internal.socket;

import io.reactivezmq.ZmqMessage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;
import reactor.util.concurrent.Queues;

/**
 * Carries received messages from the loop to a worker of the user's scheduler, through a window that is asked for anew in
 * halves. The worker is woken when it is idle and something came, not for each message. What is still in the window
 * when the subscription is cancelled goes back into the socket.
 */
final class HandOver implements ReceiveTarget, Subscription, Runnable {

    private static final AtomicLongFieldUpdater<HandOver> REQUESTED =
            AtomicLongFieldUpdater.newUpdater(HandOver.class, "requested");
    private static final VarHandle STATE = state();

    /** The worker has nothing to do and waits for a wake-up. */
    private static final int IDLE = 0;
    /** The worker runs, or is about to. */
    private static final int AWAKE = 1;
    /** The worker will never run again: the loop has the window for itself. */
    private static final int LEFT = 2;

    /**
     * How often a worker looks again before it goes idle: for less than a microsecond, where to sleep and be woken costs
     * both threads several.
     */
    private static final int SECOND_LOOKS = 200;

    private final Receiver receiver;
    private final CoreSubscriber<? super ZmqMessage> actual;
    private final Scheduler.Worker worker;
    private final Queue<ZmqMessage> window;
    private final int windowSize;
    private final int refill;
    private final ReceiveDemand demand;

    private volatile long requested;
    private volatile boolean completed;
    private volatile boolean cancelled;

    @SuppressWarnings("unused")
    private volatile int state = IDLE;

    private int taken;

    /** On the loop: how many were handed over in this burst since the worker was last thought of. */
    private int unannounced;

    private volatile boolean badRequest;

    HandOver(Receiver receiver, CoreSubscriber<? super ZmqMessage> actual, Scheduler.Worker worker, int windowSize) {
        this.receiver = receiver;
        this.actual = actual;
        this.worker = worker;
        this.windowSize = windowSize;
        this.window = Queues.<ZmqMessage>get(windowSize).get();
        this.refill = Math.max(1, windowSize / 2);
        this.demand = new ReceiveDemand(receiver, this);
    }

    private static VarHandle state() {
        try {
            return MethodHandles.lookup().findVarHandle(HandOver.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    void start() {
        demand.request(windowSize);
        demand.start();
    }

    // On the loop.

    @Override
    public void next(ZmqMessage message) {
        window.offer(message);
        if (++unannounced == refill) {
            // In a long burst the worker begins before its end; woken for each message it would go idle after each.
            unannounced = 0;
            if ((int) STATE.getOpaque(this) == IDLE && requested != 0) {
                wake();
            }
        }
    }

    @Override
    public void readComplete() {
        unannounced = 0;
        // Without the fence the worker could have gone idle just before it could see the last message.
        VarHandle.fullFence();
        if (requested != 0 && !window.isEmpty()) {
            wake();
        }
    }

    @Override
    public void complete() {
        completed = true;
        wake();
    }

    private void giveBack() {
        // The worker may have left before the one who cancelled came to the loop.
        demand.cancel();
        receiver.remove(demand);
        List<ZmqMessage> left = new ArrayList<>();
        ZmqMessage message;
        while ((message = window.poll()) != null) {
            left.add(message);
        }
        receiver.giveBack(left);
    }

    // On any thread.

    private void wake() {
        if (STATE.compareAndSet(this, IDLE, AWAKE)) {
            try {
                worker.schedule(this);
            } catch (RejectedExecutionException e) {
                // The user's scheduler has been shut down. Nobody else signals: the worker was idle, and stays so.
                boolean silent = cancelled;
                cancelled = true;
                demand.cancel();
                leave();
                if (!silent) {
                    Signals.error(actual, e);
                }
            }
        }
    }

    @Override
    public void request(long messages) {
        if (messages <= 0) {
            badRequest = true;
        } else {
            Operators.addCap(REQUESTED, this, messages);
        }
        wake();
    }

    @Override
    public void cancel() {
        if (!cancelled) {
            cancelled = true;
            demand.cancel();
            wake();
        }
    }

    // On the worker.

    @Override
    public void run() {
        do {
            do {
                deliver();
            } while (moreComes());
            if (cancelled) {
                leave();
                return;
            }
            if (completed && window.isEmpty()) {
                STATE.setVolatile(this, LEFT);
                Signals.complete(actual);
                worker.dispose();
                return;
            }
            STATE.setVolatile(this, IDLE);
            VarHandle.fullFence();
        } while (mayGoOn() && STATE.compareAndSet(this, IDLE, AWAKE));
    }

    private boolean moreComes() {
        if (requested == 0) {
            return false;
        }
        for (int i = 0; i < SECOND_LOOKS && !cancelled && !completed; i++) {
            if (!window.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private boolean mayGoOn() {
        return cancelled || badRequest || (window.isEmpty() ? completed : requested != 0);
    }

    private void deliver() {
        if (badRequest) {
            cancelled = true;
            demand.cancel();
            Signals.error(actual, Signals.badRequest(0));
            return;
        }
        long wanted = requested;
        long delivered = 0;
        while (!cancelled) {
            if (delivered == wanted) {
                wanted = produced(delivered);
                delivered = 0;
                if (wanted == 0) {
                    return;
                }
            }
            ZmqMessage message = window.poll();
            if (message == null) {
                break;
            }
            delivered++;
            if (++taken == refill) {
                taken = 0;
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
        STATE.setVolatile(this, LEFT);
        worker.dispose();
        receiver.loop().execute(this::giveBack);
    }
}
