package io.reactivezmq.internal.type;

import io.reactivezmq.SubscriptionNotification;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.pattern.pubsub.Offer;
import io.reactivezmq.internal.pattern.pubsub.XPubPattern;
import io.reactivezmq.internal.socket.CountWaiters;
import io.reactivezmq.internal.socket.SocketScope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/** The observers of an XPUB's subscriptions. Any thread may subscribe; everything else happens on the loop. */
final class SubscriptionObservers extends Flux<SubscriptionNotification>
        implements XPubPattern.Listener, NotificationSubscription.Source {

    private final SocketScope scope;
    private final CountWaiters waiters;
    private final Supplier<XPubPattern> pattern;
    private final boolean manual;
    private final int buffer;
    private final List<NotificationSubscription> all = new ArrayList<>(0);

    /** The reason for which the socket was closed; null while it is open. */
    private @Nullable ZmqException closed;

    /**
     * Creates the observers of one socket, of which there are none yet.
     *
     * @param waiters the callers that wait for subscribers
     * @param pattern returns the socket's pattern; not called in the constructor
     */
    SubscriptionObservers(SocketScope scope, CountWaiters waiters, Supplier<XPubPattern> pattern) {
        this.scope = scope;
        this.waiters = waiters;
        this.pattern = pattern;
        this.manual = scope.settings().pattern().xpub().manual();
        this.buffer = scope.settings().eventBuffer();
        scope.onClose(this::close);
    }

    @Override
    public void subscribe(CoreSubscriber<? super SubscriptionNotification> actual) {
        NotificationSubscription subscription =
                new NotificationSubscription(actual, this, scope.loop(), manual, buffer);
        actual.onSubscribe(subscription);
        subscription.start();
    }

    @Override
    public void add(NotificationSubscription subscription) {
        if (closed != null) {
            // Completing could make the observer subscribe again at once, without an end.
            subscription.refuse(closed);
        } else {
            all.add(subscription);
            subscription.sendQueued();
        }
    }

    private void close(ZmqException reason) {
        closed = reason;
        List<NotificationSubscription> open = List.copyOf(all);
        all.clear();
        open.forEach(NotificationSubscription::complete);
    }

    @Override
    public void changed() {
        waiters.changed();
    }

    @Override
    public void noticed(Offer offer) {
        if (!all.isEmpty()) {
            // A copy, as an observer may cancel during its notification.
            List.copyOf(all).forEach(subscription -> subscription.next(offer));
        }
    }

    @Override
    public void made(int notifications) {
        scope.recorder().made(notifications);
    }

    @Override
    public void undelivered(int notifications) {
        scope.recorder().dropped(DropReason.UNDELIVERED, notifications);
    }

    @Override
    public @Nullable Offer nextOpen(@Nullable Offer previous) {
        return pattern.get().nextOpen(previous);
    }

    @Override
    public SubscriptionNotification notice(Offer offer) {
        return new Notice(offer);
    }

    @Override
    public void inSlices(NotificationSubscription subscription) {
        scope.slicedWork().add(subscription::continueOpen);
    }

    @Override
    public void remove(NotificationSubscription subscription) {
        all.remove(subscription);
    }

    @Override
    public void seen(Offer offer) {
        pattern.get().seen(offer);
    }

    private final class Notice implements SubscriptionNotification {

        private final Offer offer;

        Notice(Offer offer) {
            this.offer = offer;
        }

        @Override
        public boolean subscribes() {
            return offer.subscribes();
        }

        @Override
        public byte[] topic() {
            return offer.control().topic().clone();
        }

        @Override
        public PeerInfo peer() {
            return offer.peer().info();
        }

        @Override
        public void accept() {
            apply(offer.control().topic());
        }

        @Override
        public void acceptAs(byte[] topic) {
            apply(topic.clone());
        }

        private void apply(byte[] topic) {
            if (manual) {
                scope.onLoop(() -> pattern.get().apply(offer, topic));
            }
        }

        @Override
        public String toString() {
            return (subscribes() ? "subscribe " : "cancel ") + topicText() + " by " + peer();
        }
    }
}
