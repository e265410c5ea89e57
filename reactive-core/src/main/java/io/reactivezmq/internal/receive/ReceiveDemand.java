package io.reactivezmq.internal.receive;

import io.reactivezmq.internal.loop.HomeLoop;
import io.reactivezmq.internal.loop.LoopRegistration;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Operators;

/** The outstanding demand of one target of a receiver. Requested on any thread, counted on the loop. */
final class ReceiveDemand {

    private static final AtomicLongFieldUpdater<ReceiveDemand> ASKED =
            AtomicLongFieldUpdater.newUpdater(ReceiveDemand.class, "asked");

    private final Receiver receiver;
    private final ReceiveTarget target;
    private final HomeLoop loop;
    private final LoopRegistration registration;
    private final Runnable collect = this::collect;

    /** Demand from other threads that is not counted yet. */
    private volatile long asked;

    /** Signals an invalid demand; null for none. */
    private volatile @Nullable Runnable failure;

    private long demand;

    ReceiveDemand(Receiver receiver, ReceiveTarget target) {
        this.receiver = receiver;
        this.target = target;
        this.loop = receiver.loop();
        this.registration = new LoopRegistration(loop, this::begin, this::remove);
    }

    ReceiveTarget target() {
        return target;
    }

    /** Starts to count the demand. From now on the target may be signaled: its subscriber has the subscription. */
    void start() {
        registration.start();
    }

    private void begin() {
        receiver.register(this);
        collect();
        if (!isCancelled()) {
            target.registered();
        }
    }

    private void remove() {
        if (!target.isTakenBack()) {
            receiver.remove(this);
        }
        target.removed();
    }

    void request(long messages) {
        if (loop.inLoop() && registration.isPresent()) {
            add(messages);
        } else if (Operators.addCap(ASKED, this, messages) == 0) {
            collectSoon();
        }
    }

    private void collectSoon() {
        // Before the start there is nothing to add to; the beginning collects what was asked for.
        if (registration.isStarted() && !isCancelled()) {
            loop.callLater(collect);
        }
    }

    private void collect() {
        Runnable bad = failure;
        if (bad != null) {
            if (!isCancelled()) {
                cancel();
                bad.run();
            }
            return;
        }
        if (registration.isPresent()) {
            long messages = ASKED.getAndSet(this, 0);
            if (messages > 0) {
                add(messages);
            }
        }
    }

    private void add(long messages) {
        boolean idle = demand == 0;
        demand = Operators.addCap(demand, messages);
        if (idle && !isCancelled()) {
            receiver.ask(this);
        }
    }

    /** Subtracts one message. Returns whether no demand is left. */
    boolean take() {
        return demand != Long.MAX_VALUE && --demand == 0;
    }

    boolean isCancelled() {
        return registration.isEnded();
    }

    /** Cancels because of an invalid demand, and signals it on the loop, unless this was canceled before. */
    void fail(Runnable signal) {
        failure = signal;
        if (loop.inLoop() && registration.isPresent()) {
            collect();
        } else {
            collectSoon();
        }
    }

    /** Completes the target unless it has canceled. No signal follows. */
    void complete() {
        if (!isCancelled()) {
            registration.end();
            target.complete();
        }
    }

    /** Refuses the target unless it has canceled. No signal follows. */
    void refuse(Throwable reason) {
        if (!isCancelled()) {
            registration.end();
            target.refuse(reason);
        }
    }

    /** Cancels. Nothing is delivered to the target once the loop has handled this. May be called on any thread. */
    void cancel() {
        end();
    }

    /**
     * Stops deliveries to the target.
     *
     * @return whether there were none and never will be
     */
    boolean end() {
        boolean never = registration.end();
        loop.withdraw(collect);
        return never;
    }
}
