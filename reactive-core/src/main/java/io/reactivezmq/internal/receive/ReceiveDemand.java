package io.reactivezmq.internal.receive;

import io.reactivezmq.loop.Loop;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import reactor.core.publisher.Operators;

/** The outstanding demand of one target of a receiver. Requested on any thread, counted on the loop. */
final class ReceiveDemand {

    private static final AtomicLongFieldUpdater<ReceiveDemand> ASKED =
            AtomicLongFieldUpdater.newUpdater(ReceiveDemand.class, "asked");

    private final Receiver receiver;
    private final ReceiveTarget target;
    private final Loop loop;
    private final Runnable collect = this::collect;

    /** Demand from other threads that is not counted yet. */
    private volatile long asked;

    private volatile boolean cancelled;
    private volatile boolean started;

    private long demand;

    ReceiveDemand(Receiver receiver, ReceiveTarget target) {
        this.receiver = receiver;
        this.target = target;
        this.loop = receiver.loop();
    }

    ReceiveTarget target() {
        return target;
    }

    /** Starts to count the demand. From now on the target may be signaled: its subscriber has the subscription. */
    void start() {
        started = true;
        if (loop.inLoop()) {
            begin();
        } else {
            loop.execute(this::begin);
        }
    }

    private void begin() {
        if (!cancelled) {
            receiver.register(this);
            collect();
        }
    }

    void request(long messages) {
        if (started && loop.inLoop()) {
            add(messages);
        } else if (Operators.addCap(ASKED, this, messages) == 0 && started) {
            loop.execute(collect);
        }
    }

    private void collect() {
        long messages = ASKED.getAndSet(this, 0);
        if (messages > 0) {
            add(messages);
        }
    }

    private void add(long messages) {
        boolean idle = demand == 0;
        demand = Operators.addCap(demand, messages);
        if (idle && !cancelled) {
            receiver.ask(this);
        }
    }

    /** Subtracts one message. Returns whether no demand is left. */
    boolean take() {
        return demand != Long.MAX_VALUE && --demand == 0;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Cancels, and signals the reason on the loop, unless the demand was canceled or completed before. */
    void fail(Runnable tell) {
        if (loop.inLoop()) {
            failNow(tell);
        } else {
            loop.execute(() -> failNow(tell));
        }
    }

    private void failNow(Runnable tell) {
        if (!cancelled) {
            cancelled = true;
            receiver.remove(this);
            tell.run();
        }
    }

    /** Completes the target unless it has canceled. No signal follows. */
    void complete() {
        if (!cancelled) {
            cancelled = true;
            target.complete();
        }
    }

    /** Stops deliveries to the target. The receiver removes it when it takes back the target's messages. */
    void end() {
        cancelled = true;
    }

    /** Cancels. Nothing is delivered to the target once the loop has handled this. */
    void cancel() {
        if (!cancelled) {
            cancelled = true;
            if (loop.inLoop()) {
                receiver.remove(this);
            } else {
                loop.execute(() -> receiver.remove(this));
            }
        }
    }
}
