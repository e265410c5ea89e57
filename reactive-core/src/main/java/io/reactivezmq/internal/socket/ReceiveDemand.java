package io.reactivezmq.internal.socket;

import io.reactivezmq.loop.Loop;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import reactor.core.publisher.Operators;

/** What one target of a receiver still wants. Asked for from any thread, counted on the loop. */
final class ReceiveDemand {

    private static final AtomicLongFieldUpdater<ReceiveDemand> ASKED =
            AtomicLongFieldUpdater.newUpdater(ReceiveDemand.class, "asked");

    private final Receiver receiver;
    private final ReceiveTarget target;
    private final Loop loop;
    private final Runnable collect = this::collect;

    /** Asked for elsewhere and not yet counted. */
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

    /** From now on it may be signalled: the target knows its subscription. */
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

    /** Counts one message off; true when that was the last wanted. */
    boolean take() {
        return demand != Long.MAX_VALUE && --demand == 0;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Cancels, and tells why on the loop, unless it was cancelled or completed before. */
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

    /** The target is told of the end, unless it has cancelled; it is told nothing else after that. */
    void complete() {
        if (!cancelled) {
            cancelled = true;
            target.complete();
        }
    }

    /** Nothing more is handed to the target; the receiver forgets it when it comes to that. */
    void end() {
        cancelled = true;
    }

    /** Nothing is handed to the target any more once this has come to the loop. */
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
