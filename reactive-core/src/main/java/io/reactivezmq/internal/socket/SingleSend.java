package io.reactivezmq.internal.socket;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.internal.pattern.Outlet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** One message of one caller, on its way into a pipe. */
final class SingleSend implements Subscription {

    private final Senders senders;
    private final CoreSubscriber<? super Void> actual;
    private final ZmqMessage message;

    /** Set by whoever decides the outcome: acceptance, failure or cancellation. */
    private final AtomicBoolean decided = new AtomicBoolean();

    private boolean entered;

    SingleSend(Senders senders, CoreSubscriber<? super Void> actual, ZmqMessage message) {
        this.senders = senders;
        this.actual = actual;
        this.message = message;
    }

    void start() {
        actual.onSubscribe(this);
        if (decided.get()) {
            return;
        }
        try {
            if (senders.trySend(message)) {
                decided.set(true);
                Signals.complete(actual);
                return;
            }
        } catch (ZmqException refused) {
            decided.set(true);
            Signals.error(actual, refused);
            return;
        }
        ZmqException tooMany = senders.enter();
        if (tooMany != null) {
            decided.set(true);
            Signals.error(actual, tooMany);
            return;
        }
        entered = true;
        if (senders.loop().inLoop()) {
            enlist();
        } else {
            senders.loop().execute(this::enlist);
        }
    }

    private void enlist() {
        ZmqException closed = senders.closedBy();
        if (closed != null) {
            failed(closed);
        } else if (!decided.get()) {
            senders.add(this);
        }
    }

    /** False when there is no room; true when nothing is left to do, whatever the outcome. */
    boolean tryOffer(Outlet outlet) {
        if (decided.get()) {
            return true;
        }
        try {
            // Nobody else puts it there: only a cancellation can come in between, and it then comes too late.
            if (!outlet.offer(message)) {
                return false;
            }
        } catch (ZmqException refused) {
            failed(refused);
            return true;
        }
        if (decide()) {
            Signals.complete(actual);
        }
        return true;
    }

    void failed(ZmqException cause) {
        if (decide()) {
            Signals.error(actual, cause);
        }
    }

    private boolean decide() {
        if (!decided.compareAndSet(false, true)) {
            return false;
        }
        if (entered) {
            senders.leave();
        }
        return true;
    }

    @Override
    public void request(long messages) {}

    @Override
    public void cancel() {
        if (decide()) {
            if (senders.loop().inLoop()) {
                senders.remove(this);
            } else {
                senders.loop().execute(() -> senders.remove(this));
            }
        }
    }
}
