package io.reactivezmq.internal.send;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.internal.loop.HomeLoop;
import io.reactivezmq.internal.pattern.Outlet;
import io.reactivezmq.internal.signal.Signals;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;

/** One message of one caller, on its way into a pipe. */
final class SingleSend implements Subscription, Runnable, Scannable {

    private static final int NEW = 0;
    /** The caller is counted among those that wait. */
    private static final int WAITING = 1;
    /** The message was accepted, failed or was canceled, whichever came first. */
    private static final int DECIDED = 2;

    private final SendScheduler senders;
    private final CoreSubscriber<? super Void> actual;
    private final ZmqMessage message;

    private final AtomicInteger state = new AtomicInteger(NEW);

    SingleSend(SendScheduler senders, CoreSubscriber<? super Void> actual, ZmqMessage message) {
        this.senders = senders;
        this.actual = actual;
        this.message = message;
    }

    void start() {
        actual.onSubscribe(this);
        if (isDecided()) {
            return;
        }
        try {
            if (senders.trySendExactly(message)) {
                accepted();
                return;
            }
        } catch (ZmqException refused) {
            failed(refused);
            return;
        }
        ZmqException tooMany = senders.enter();
        if (tooMany != null) {
            failed(tooMany);
            return;
        }
        if (!state.compareAndSet(NEW, WAITING)) {
            senders.leave();
        } else {
            // On the loop as well: sends of other threads that are on their way to it come first.
            senders.loop().callLater(this);
            if (isDecided()) {
                // It was canceled meanwhile, perhaps before there was a call to withdraw.
                senders.loop().withdraw(this);
            }
        }
    }

    /** Joins the sends that wait. Called on the loop. */
    @Override
    public void run() {
        ZmqException closed = senders.closedBy();
        if (closed != null) {
            failed(closed);
        } else if (!isDecided()) {
            senders.add(this);
        }
    }

    /** Offers the message. Returns false if there is no room; true if nothing is left to do, whatever the outcome. */
    boolean tryOffer(Outlet outlet) {
        if (isDecided()) {
            return true;
        }
        try {
            // No other code offers the message: only a cancellation can come in between, and is then too late.
            if (!outlet.offer(message)) {
                return false;
            }
        } catch (ZmqException refused) {
            failed(refused);
            return true;
        }
        accepted();
        return true;
    }

    private void accepted() {
        if (decide()) {
            Signals.complete(actual);
        }
    }

    void failed(ZmqException cause) {
        if (decide()) {
            Signals.error(actual, cause);
        }
    }

    private boolean isDecided() {
        return state.get() == DECIDED;
    }

    private boolean decide() {
        int before = state.getAndSet(DECIDED);
        if (before == WAITING) {
            senders.leave();
        }
        return before != DECIDED;
    }

    @Override
    public void request(long messages) {}

    @Override
    public @Nullable Object scanUnsafe(Attr key) {
        if (key == Attr.ACTUAL) {
            return actual;
        }
        if (key == Attr.TERMINATED) {
            return isDecided();
        }
        return key == Attr.RUN_STYLE ? Attr.RunStyle.ASYNC : null;
    }

    @Override
    public void cancel() {
        if (state.getAndSet(DECIDED) == WAITING) {
            senders.leave();
            HomeLoop loop = senders.loop();
            if (!loop.withdraw(this)) {
                loop.call(() -> senders.remove(this));
            }
        }
    }
}
