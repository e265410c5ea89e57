package io.reactivezmq.internal.type;

import io.reactivezmq.SubscriptionNotification;
import io.reactivezmq.internal.loop.HomeLoop;
import io.reactivezmq.internal.loop.LoopRegistration;
import io.reactivezmq.internal.pattern.pubsub.Offer;
import io.reactivezmq.internal.signal.Signals;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Operators;

/**
 * Sends one observer an XPUB's subscriptions: first, in slices and as the observer requests them, those without a
 * decision, then new ones. Used on the loop, except {@link #request} and {@link #cancel}.
 */
final class NotificationSubscription implements Subscription {

    private static final AtomicLongFieldUpdater<NotificationSubscription> REQUESTED =
            AtomicLongFieldUpdater.newUpdater(NotificationSubscription.class, "requested");

    /** The socket that is observed. */
    interface Source {

        /**
         * Returns the undecided offer that follows {@code previous} in order, or the first if that is null; null if
         * there is none.
         */
        @Nullable
        Offer nextOpen(@Nullable Offer previous);

        /** Returns the notification of an offer, for the application. */
        SubscriptionNotification notice(Offer offer);

        /** Calls {@link #continueOpen} in slices until it returns false. */
        void inSlices(NotificationSubscription subscription);

        /** Adds a subscription, which then gets what is offered. */
        void add(NotificationSubscription subscription);

        /** Removes a subscription. */
        void remove(NotificationSubscription subscription);

        /** Handles an offer that this observer sees, right before it does. It may have waited for demand. */
        void seen(Offer offer);
    }

    private final CoreSubscriber<? super SubscriptionNotification> actual;
    private final Source source;
    private final HomeLoop loop;
    private final LoopRegistration registration;
    private final Runnable sendQueued = this::sendIfPresent;
    private final int buffer;
    private final ArrayDeque<Offer> queued = new ArrayDeque<>(0);

    private volatile long requested;

    /** An invalid demand, once it is not positive. */
    private volatile long badRequest = 1;

    private boolean sendingOpen;
    private boolean inSlices;
    private boolean sending;

    /** The last undecided offer that was sent; those before it were sent too. */
    private @Nullable Offer lastSent;

    /**
     * Creates a subscription for one observer.
     *
     * @param sendingOpen whether undecided offers come first
     * @param buffer maximum number of offers that wait for demand; one more is an error
     */
    NotificationSubscription(
            CoreSubscriber<? super SubscriptionNotification> actual,
            Source source,
            HomeLoop loop,
            boolean sendingOpen,
            int buffer) {
        this.actual = actual;
        this.source = source;
        this.loop = loop;
        this.registration = new LoopRegistration(loop, () -> source.add(this), () -> source.remove(this));
        this.sendingOpen = sendingOpen;
        this.buffer = buffer;
    }

    @Override
    public void request(long notifications) {
        if (notifications <= 0) {
            badRequest = notifications;
        } else if (Operators.addCap(REQUESTED, this, notifications) != 0) {
            return;
        }
        // An observer that is not added yet is sent what is queued when it is added.
        if (registration.isStarted() && !registration.isEnded()) {
            loop.call(sendQueued);
        }
    }

    /** Begins, when the observer has its subscription. */
    void start() {
        registration.start();
    }

    @Override
    public void cancel() {
        registration.end();
        loop.withdraw(sendQueued);
    }

    private void sendIfPresent() {
        if (registration.isPresent()) {
            sendQueued();
        }
    }

    /** Sends the offers that wait, as far as there is demand. */
    void sendQueued() {
        if (badRequest <= 0) {
            end(Signals.badRequest(badRequest));
            return;
        }
        if (sendingOpen) {
            if (!inSlices) {
                inSlices = true;
                source.inSlices(this);
            }
            return;
        }
        if (sending) {
            return;
        }
        sending = true;
        try {
            while (!registration.isEnded() && requested > 0 && !queued.isEmpty()) {
                Offer offer = queued.remove();
                source.seen(offer);
                send(offer);
            }
        } finally {
            sending = false;
        }
    }

    /** Sends one undecided offer. Returns whether there may be another. */
    boolean continueOpen() {
        if (!registration.isEnded() && requested > 0) {
            Offer next = source.nextOpen(lastSent);
            if (next != null) {
                lastSent = next;
                if (!next.peer().isGone()) {
                    send(next);
                }
                return true;
            }
            sendingOpen = false;
        }
        inSlices = false;
        if (!sendingOpen) {
            lastSent = null;
            sendQueued();
        }
        return false;
    }

    /** Sends a new offer now, or queues it. */
    void next(Offer offer) {
        if (registration.isEnded() || sendingOpen && (lastSent == null || offer.compareTo(lastSent) > 0)) {
            // If the offer is still undecided in its turn, it is sent then.
            return;
        }
        if (queued.size() >= buffer) {
            end(Exceptions.failWithOverflow(
                    "an observer of subscriptions has fallen behind by more than " + buffer + " (eventBuffer)"));
            return;
        }
        queued.add(offer);
        sendQueued();
    }

    private void send(Offer offer) {
        Operators.produced(REQUESTED, this, 1);
        Signals.next(actual, source.notice(offer), this);
    }

    private void end(Throwable failure) {
        if (!registration.isEnded()) {
            cancel();
            Signals.error(actual, failure);
        }
    }

    /** Fails, as the socket had been closed before this was added. */
    void refuse(Throwable reason) {
        end(reason);
    }

    /** Completes, as the socket was closed. */
    void complete() {
        if (!registration.isEnded()) {
            registration.end();
            queued.clear();
            Signals.complete(actual);
        }
    }
}
