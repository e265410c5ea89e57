package io.reactivezmq.internal.pattern.pubsub;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.internal.loop.SlicedWork;
import io.reactivezmq.internal.pattern.Outlet;
import io.reactivezmq.internal.pattern.ReceivingPattern;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.Distributor;
import io.reactivezmq.internal.routing.FairQueue;
import io.reactivezmq.internal.routing.RoomListener;
import io.reactivezmq.internal.subscription.Subscribers;
import io.reactivezmq.internal.subscription.SubscriptionLimits;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.options.value.SubscriptionNotifications;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.settings.PublishSettings;
import io.reactivezmq.spi.settings.SocketSettings;
import io.reactivezmq.spi.settings.XPubSettings;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Pattern of an XPUB: a PUB whose application receives subscriptions and unsubscriptions, as messages that start with
 * the byte 1 or 0, and may decide on them (RFC 29). Other messages of its peers are delivered to the application too.
 */
public final class XPubPattern extends ReceivingPattern implements Outlet {

    private final Subscribers subscribers;

    /** In manual mode: the subscriptions that peers have requested, in force or not. */
    private final Subscribers wishes;

    private final Distributor distributor;
    private final XPubSettings settings;
    private final Listener listener;
    private final SlicedWork clearing;
    private final PendingNotifications notifications;
    private final OpenOffers open = new OpenOffers();
    private long peersSoFar;

    /** Set on any thread, read on the loop. */
    private volatile SubscriptionNotifications reported;

    /** With {@code manualLastValue}: the only peer that gets the next message; null for all peers. */
    private @Nullable Pipe lastAccepted;

    /** Observes subscriptions, in addition to the receiver of the application. */
    public interface Listener {

        /** Called when a peer may have got its first subscription or lost its last. */
        void changed();

        /**
         * Called when a peer subscribes, or a subscription ends. In manual mode, a subscription is not in force yet.
         */
        void noticed(Offer offer);

        /** Called when this number of notifications was made for the application. */
        void made(int notifications);

        /** Called when the socket is closed before the application has received this number of notifications. */
        void undelivered(int notifications);
    }

    /**
     * Creates a pattern without peers that puts received messages into this queue.
     *
     * @param senders notified of room for sending
     * @param clearing removes the subscriptions of peers that have left
     */
    public XPubPattern(
            SocketSettings settings,
            FairQueue inbound,
            RoomListener senders,
            Loop loop,
            SlicedWork clearing,
            Listener listener) {
        super(inbound);
        this.settings = settings.pattern().xpub();
        this.listener = listener;
        this.clearing = clearing;
        this.notifications = new PendingNotifications(loop, inbound, this.settings.manual(), listener);
        this.reported = this.settings.reported();
        PublishSettings publish = settings.pattern().publish();
        SubscriptionLimits limits =
                SubscriptionLimits.ofPrefixes(settings.links().limits().subscriptions());
        this.subscribers = new Subscribers(Subscribers.Matching.PREFIX, limits, clearing);
        this.wishes = new Subscribers(Subscribers.Matching.PREFIX, limits, clearing);
        this.distributor = new Distributor(subscribers, publish.waitsForRoom(), publish.invertMatching(), senders);
    }

    /** Selects which subscriptions are reported to the application from now on. May be called on any thread. */
    public void notifications(SubscriptionNotifications which) {
        reported = which;
    }

    /** Returns the number of peers that have a subscription in force. */
    public int subscriberCount() {
        return subscribers.pipes().size();
    }

    /** Returns the number of distinct prefixes in force. */
    public int topicCount() {
        return subscribers.topicCount();
    }

    @Override
    public void connected(Pipe pipe) {
        pipe.attach(new XPubPeer(pipe, ++peersSoFar));
        distributor.add(pipe);
        byte[][] welcome = settings.welcome();
        if (welcome.length > 0) {
            pipe.offerFirst(ZmqMessage.wrap(welcome));
        }
    }

    @Override
    public void detached(Pipe pipe) {
        if (pipe.connected()) {
            distributor.leave(pipe);
        }
    }

    @Override
    public void peerLeft(Pipe pipe) {
        distributor.leave(pipe);
    }

    @Override
    public void disconnected(Pipe pipe) {
        XPubPeer peer = pipe.attachment(XPubPeer.class);
        if (peer == null) {
            return;
        }
        peer.leave();
        pipe.attach(null);
        boolean everyEnd = reported == SubscriptionNotifications.ALL;
        if (settings.manual()) {
            if (open.forgetOne(peer)) {
                clearing.add(() -> open.forgetOne(peer));
            }
            wishes.leave(pipe, (prefix, last) -> notice(new Offer(peer, Control.cancel(prefix)), false));
            subscribers.leave(pipe, (prefix, last) -> {});
        } else {
            subscribers.leave(pipe, (prefix, last) -> {
                if (last || everyEnd) {
                    notice(new Offer(peer, Control.cancel(prefix)), !last);
                }
            });
        }
        if (lastAccepted == pipe) {
            lastAccepted = null;
        }
        distributor.remove(pipe);
        listener.changed();
    }

    private static XPubPeer peerOf(Pipe pipe) {
        return Objects.requireNonNull(pipe.attachment(XPubPeer.class));
    }

    @Override
    public void received(Pipe pipe, Control control) {
        Offer offer = new Offer(peerOf(pipe), control);
        if (settings.manual()) {
            wished(pipe, offer);
        } else if (offer.subscribes()) {
            boolean first = subscribers.add(pipe, control.topic());
            if (offer.peer().isGone()) {
                return;
            }
            if (first || reported != SubscriptionNotifications.FIRST_AND_LAST) {
                notice(offer, !first);
            }
            changed();
        } else {
            boolean inForce = subscribers.has(control.topic());
            boolean others = subscribers.remove(pipe, control.topic());
            if (!others || reported == SubscriptionNotifications.ALL) {
                notice(offer, others || !inForce);
            }
            changed();
        }
    }

    private void wished(Pipe pipe, Offer offer) {
        byte[] topic = offer.control().topic();
        boolean before = wishes.has(pipe, topic);
        if (offer.subscribes()) {
            wishes.add(pipe, topic);
            if (offer.peer().isGone()) {
                return;
            }
            open.subscribed(offer, before);
            notice(offer, before);
        } else {
            wishes.remove(pipe, topic);
            if (before) {
                open.cancelled(offer);
            }
            notice(offer, !before);
        }
        // Statistics count the subscriptions in force.
        pipe.subscriptions(subscribers.count(pipe));
    }

    /**
     * In manual mode: returns the next undecided offer in order behind this one, or the first one for null; null when
     * there is none.
     */
    public @Nullable Offer nextOpen(@Nullable Offer previous) {
        return open.next(previous);
    }

    /**
     * In manual mode: applies an accepted offer, with this topic, which may differ from the one that the peer
     * requested. Does nothing if the peer has left. A subscription is not applied if the peer has cancelled it, and its
     * end is not if the peer has subscribed again and the application has already accepted that.
     */
    public void apply(Offer offer, byte[] topic) {
        Pipe pipe = offer.peer().pipe();
        if (offer.peer().isGone()) {
            return;
        }
        open.close(offer);
        if (!offer.subscribes()) {
            if (!wishes.has(pipe, offer.control().topic()) || open.hasSubscription(offer)) {
                subscribers.remove(pipe, topic);
            }
        } else if (wishes.has(pipe, offer.control().topic())) {
            try {
                subscribers.add(pipe, topic);
                if (settings.lastValue() && !offer.peer().isGone()) {
                    lastAccepted = pipe;
                }
            } catch (ProtocolException tooMany) {
                // As if the peer had requested this topic itself.
                pipe.closeLink(tooMany.of(pipe.peer().address()));
            }
        }
        changed();
    }

    /** In manual mode: handles an offer that an observer sees. An end is not offered again. */
    public void seen(Offer offer) {
        if (!offer.subscribes()) {
            open.close(offer);
        }
    }

    private void changed() {
        listener.changed();
        distributor.roomChanged();
    }

    /** Reports the offer to the application and to the observers. */
    private void notice(Offer offer, boolean repeats) {
        notifications.add(offer, repeats);
        listener.noticed(offer);
    }

    @Override
    public void discardAll() {
        super.discardAll();
        notifications.discardNet();
    }

    @Override
    public void roomFreed(Pipe pipe, int messages) {
        distributor.roomChanged();
    }

    @Override
    public long room() {
        return distributor.waits() ? distributor.leastRoom() : UNBOUNDED;
    }

    @Override
    public long certainRoom() {
        return distributor.waits() ? distributor.certainRoom() : UNBOUNDED;
    }

    @Override
    public boolean dependsOnMessage() {
        return distributor.waits();
    }

    @Override
    public boolean offer(ZmqMessage message) {
        Pipe alone = lastAccepted;
        if (alone == null) {
            return distributor.offer(message);
        }
        if (!distributor.offerTo(alone, message)) {
            return false;
        }
        lastAccepted = null;
        return true;
    }
}
