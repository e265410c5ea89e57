package io.reactivezmq.internal.send;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.internal.loop.LoopRegistration;
import io.reactivezmq.internal.loop.WakeSignal;
import io.reactivezmq.internal.signal.Signals;
import io.reactivezmq.options.value.OnUnsendable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.Scannable;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Sends the messages of one publisher. A message that is emitted on the loop goes straight into a pipe. Messages from
 * other threads cross in a queue that never holds more than was requested. The loop is woken when it is idle, not for
 * each message.
 */
final class PublisherSend extends PublisherSendPadding
        implements CoreSubscriber<ZmqMessage>, Subscription, Runnable, Scannable {

    /** Number of unwanted messages that are reported to the loop together. */
    private static final int PASSED_OVER_REPORTED = 1024;

    private final SendScheduler senders;
    private final CoreSubscriber<? super Void> actual;
    private final int atMost;
    private final OnUnsendable policy;
    private final CrossingQueue crossing;
    private final LoopRegistration registration;

    private @Nullable Subscription upstream;
    private volatile boolean done;
    private @Nullable Throwable failure;
    private long emitted;

    /** Number of messages that did not cross, as no peer wanted them. */
    private long passed;

    private volatile long passedReported;

    /** Number of values that could not be encoded, and were dropped. Written by upstream. */
    private volatile long unencodable;

    /** Number of them that are counted. Used on the loop only. */
    private long unencodableCounted;

    /** Total demand signaled upstream; written on the loop. */
    private volatile long asked;

    private volatile boolean cancelled;

    /** Creates a subscriber for a publisher of at most this many messages. */
    PublisherSend(SendScheduler senders, CoreSubscriber<? super Void> actual, int atMost, OnUnsendable policy) {
        this.senders = senders;
        this.actual = actual;
        this.atMost = atMost;
        this.policy = policy;
        this.registration = new LoopRegistration(senders.loop(), this::begin, this::stop);
        // Awake, as begin looks for messages itself.
        this.crossing = new CrossingQueue(senders.loop(), this, WakeSignal.awake());
    }

    // Called by upstream, on any thread, one signal at a time.

    @Override
    public Context currentContext() {
        return actual.currentContext();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (Operators.validate(upstream, subscription)) {
            upstream = subscription;
            actual.onSubscribe(this);
            registration.start();
        }
    }

    @Override
    public void onNext(ZmqMessage message) {
        Objects.requireNonNull(message, "message");
        long limit = asked;
        if (++emitted > limit) {
            if (!done) {
                Signals.cancel(upstream, actual);
                onError(Exceptions.failWithOverflow("the publisher emitted more than it was asked for"));
            }
            discard(message);
            return;
        }
        if (senders.loop().inLoop() && crossing.isEmpty()) {
            if (!place(message)) {
                crossing.hold(message);
            }
        } else if (senders.isWanted(message)) {
            crossing.put(message, Math.min(limit, atMost));
            crossing.wake();
        } else if (++passed % PASSED_OVER_REPORTED == 0 || emitted == asked) {
            reportPassedOver();
        }
    }

    private void reportPassedOver() {
        passedReported = passed;
        crossing.wake();
    }

    /** Handles a value that was emitted and has no message. */
    void passOver() {
        emitted++;
        passed++;
        reportPassedOver();
    }

    /** Drops and counts a value that could not be encoded. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // Upstream emits one signal at a time.
    void unencodable() {
        unencodable++;
        passOver();
    }

    /** Returns the subscriber of this send. */
    CoreSubscriber<? super Void> subscriber() {
        return actual;
    }

    @Override
    public void onError(Throwable cause) {
        Objects.requireNonNull(cause, "cause");
        if (done) {
            Operators.onErrorDropped(cause, currentContext());
            return;
        }
        failure = cause;
        done = true;
        wakeAtEnd();
    }

    @Override
    public void onComplete() {
        if (done) {
            return;
        }
        done = true;
        wakeAtEnd();
    }

    private void wakeAtEnd() {
        if (senders.loop().inLoop()) {
            drain();
        } else {
            crossing.wake();
        }
    }

    // Called by downstream, on any thread.

    @Override
    public void request(long messages) {}

    @Override
    public void cancel() {
        if (!cancelled) {
            cancelled = true;
            Signals.cancel(upstream, actual);
            registration.end();
        }
    }

    @Override
    public @Nullable Object scanUnsafe(Attr key) {
        if (key == Attr.PARENT) {
            return upstream;
        }
        if (key == Attr.ACTUAL) {
            return actual;
        }
        if (key == Attr.CANCELLED) {
            return cancelled;
        }
        if (key == Attr.TERMINATED) {
            return done;
        }
        return key == Attr.RUN_STYLE ? Attr.RunStyle.ASYNC : null;
    }

    // On the loop.

    private void begin() {
        ZmqException closed = senders.closedBy();
        if (closed != null) {
            closed(closed);
        } else {
            senders.add(this);
        }
        drain();
    }

    long outstanding() {
        return outstanding;
    }

    /** Requests more messages from upstream; {@code window} is the limit of outstanding messages. */
    void request(long messages, int window) {
        outstanding += messages;
        asked += messages;
        askAgainAt = CreditLedger.askAgainAt(window);
        try {
            Objects.requireNonNull(upstream).request(messages);
        } catch (Throwable broken) {
            fail(broken);
            Signals.reportFatal(actual, broken);
        }
    }

    @Override
    public void run() {
        drain();
    }

    /** Offers the messages that have crossed to the outlet, as far as there is room. */
    void drain() {
        while (true) {
            settlePassedOver();
            ZmqMessage message;
            while ((message = crossing.poll()) != null) {
                if (!place(message)) {
                    crossing.hold(message);
                    return;
                }
            }
            if (done && crossing.isEmpty()) {
                finish();
                return;
            }
            if (!crossing.goIdle() || nothingCame() || !crossing.resume()) {
                return;
            }
        }
    }

    private boolean nothingCame() {
        return crossing.isEmpty() && !done && passedReported == passedOver;
    }

    private void settlePassedOver() {
        long dropped = unencodable - unencodableCounted;
        if (dropped > 0) {
            unencodableCounted += dropped;
            senders.unencodable(dropped);
        }
        long more = passedReported - passedOver;
        if (more > 0) {
            passedOver += more;
            if (finished) {
                return;
            }
            outstanding -= more;
            senders.release(more);
            if (outstanding <= askAgainAt) {
                senders.grantSoon();
            }
        }
    }

    /** Offers a message. Returns false if there is no room. Discards messages after the end. */
    private boolean place(ZmqMessage message) {
        if (finished) {
            discard(message);
            return true;
        }
        // Before the offer: the socket may run application code inside it, which may cancel this.
        outstanding--;
        try {
            if (!senders.offerInTurn(message)) {
                return refusedForNow(message);
            }
        } catch (ZmqException refused) {
            if (policy == OnUnsendable.ERROR) {
                senders.release(1);
                discard(message);
                fail(refused);
                return true;
            }
            senders.onUndeliverable(message, refused);
            discard(message);
        }
        if (outstanding == askAgainAt || outstanding == 0) {
            senders.grantSoon();
        }
        return true;
    }

    private boolean refusedForNow(ZmqMessage message) {
        if (finished) {
            senders.release(1);
            discard(message);
            return true;
        }
        outstanding++;
        return false;
    }

    private void discard(ZmqMessage message) {
        Signals.discard(actual, message);
    }

    private void finish() {
        if (finished) {
            return;
        }
        end();
        if (!cancelled) {
            Throwable cause = failure;
            if (cause == null) {
                Signals.complete(actual);
            } else {
                Signals.error(actual, cause);
            }
        }
    }

    private void fail(Throwable cause) {
        if (finished) {
            return;
        }
        Signals.cancel(upstream, actual);
        end();
        if (!cancelled) {
            Signals.error(actual, cause);
        }
    }

    /** Ends after a cancellation. Messages emitted before it are still placed, as far as there is room. */
    private void stop() {
        if (!finished) {
            drain();
            end();
        }
    }

    /** Ends as the socket is closed. Messages emitted before it are still placed, as far as there is room. */
    void closed(ZmqException reason) {
        drain();
        if (!finished) {
            fail(reason);
        }
    }

    private void end() {
        if (!finished) {
            finished = true;
            senders.remove(this);
            // What is still emitted wakes the loop, which discards it.
            do {
                ZmqMessage message;
                while ((message = crossing.poll()) != null) {
                    discard(message);
                }
            } while (crossing.goIdle() && !crossing.isEmpty() && crossing.resume());
        }
    }
}
