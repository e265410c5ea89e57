package io.reactivezmq.internal.socket;

import io.reactivezmq.SubscriptionNotification;
import io.reactivezmq.XPubSocket;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.pattern.Offer;
import io.reactivezmq.internal.pattern.XPubPattern;
import io.reactivezmq.internal.signal.GuardedFlux;
import io.reactivezmq.options.SubscriptionNotifications;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An XPUB socket. */
final class DefaultXPubSocket extends DefaultZmqSocket<XPubSocket>
        implements XPubSocket, DelegatingSender, DelegatingReceiver {

    private final Receiver receiver;
    private final SendScheduler senders;
    private final CountWaiters waiters;
    private final XPubPattern[] pattern = new XPubPattern[1];
    private final Observers observers = new Observers();
    private final boolean manual;

    DefaultXPubSocket(SocketBase core) {
        super(core);
        manual = core.settings().pattern().manual();
        receiver = Sockets.receiver(core);
        waiters = new CountWaiters(core.loop(), () -> pattern[0].subscriberCount());
        core.onClose(waiters::close);
        core.onClose(reason -> observers.close());
        senders = Sockets.senders(
                core,
                room -> pattern[0] = Sockets.receiving(
                        core,
                        receiver,
                        new XPubPattern(
                                core.settings(), receiver, room, core.loop(), core.slicedWork(), core, observers)));
    }

    @Override
    public SendScheduler senders() {
        return senders;
    }

    @Override
    public Receiver receiver() {
        return receiver;
    }

    @Override
    public XPubSocket notifications(SubscriptionNotifications which) {
        Objects.requireNonNull(which, "which");
        pattern[0].notifications(which);
        return this;
    }

    @Override
    public Mono<Void> awaitSubscribers(int count) {
        return waiters.await(count);
    }

    @Override
    public Mono<Integer> topicCount() {
        return core.callBehindWork(() -> pattern[0].topicCount());
    }

    @Override
    public Flux<SubscriptionNotification> subscriptions() {
        return GuardedFlux.of(observers);
    }

    /** The observers of subscriptions. Any thread may subscribe; everything else happens on the loop. */
    private final class Observers extends Flux<SubscriptionNotification>
            implements XPubPattern.Listener, NotificationSubscription.Source {

        private final List<NotificationSubscription> all = new ArrayList<>(0);
        private boolean closed;

        @Override
        public void subscribe(CoreSubscriber<? super SubscriptionNotification> actual) {
            NotificationSubscription subscription = new NotificationSubscription(
                    actual, this, manual, core.settings().eventBuffer());
            actual.onSubscribe(subscription);
            core.onLoop(() -> add(subscription));
        }

        private void add(NotificationSubscription subscription) {
            if (closed) {
                subscription.complete();
            } else if (!subscription.isCancelled()) {
                all.add(subscription);
                subscription.tellQueued();
            }
        }

        void close() {
            closed = true;
            List<NotificationSubscription> open = List.copyOf(all);
            all.clear();
            open.forEach(NotificationSubscription::complete);
        }

        @Override
        public void changed() {
            waiters.changed();
        }

        @Override
        public boolean noticed(Offer offer) {
            boolean seen = false;
            if (!all.isEmpty()) {
                // A copy, as an observer may cancel during its notification.
                for (NotificationSubscription subscription : List.copyOf(all)) {
                    seen |= subscription.next(offer);
                }
            }
            return seen;
        }

        @Override
        public @Nullable Offer nextOpen(@Nullable Offer previous) {
            return pattern[0].nextOpen(previous);
        }

        @Override
        public SubscriptionNotification notice(Offer offer) {
            return new Notice(offer);
        }

        @Override
        public void inSlices(NotificationSubscription subscription) {
            core.slicedWork().add(subscription::continueOpen);
        }

        @Override
        public void onLoop(NotificationSubscription subscription) {
            core.onLoop(() -> {
                // An observer that is not added yet is sent what is queued when it is added.
                if (all.contains(subscription)) {
                    subscription.tellQueued();
                }
            });
        }

        @Override
        public void cancelled(NotificationSubscription subscription) {
            core.onLoop(() -> all.remove(subscription));
        }
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
                core.onLoop(() -> pattern[0].apply(offer, topic));
            }
        }

        @Override
        public String toString() {
            return (subscribes() ? "subscribe " : "cancel ") + topicText() + " by " + peer();
        }
    }
}
