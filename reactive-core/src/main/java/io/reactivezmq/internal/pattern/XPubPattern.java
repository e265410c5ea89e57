package io.reactivezmq.internal.pattern;

import io.reactivezmq.Endpoint;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.internal.loop.SlicedWork;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.pipe.PipeOwner;
import io.reactivezmq.internal.routing.Distributor;
import io.reactivezmq.internal.routing.MessageSink;
import io.reactivezmq.internal.routing.Subscribers;
import io.reactivezmq.internal.routing.SubscriptionLimits;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.options.OnFull;
import io.reactivezmq.options.SocketSettings;
import io.reactivezmq.options.SubscriptionNotifications;
import io.reactivezmq.spi.Control;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * XPUB: a PUB whose application is told of subscriptions, as messages whose first byte is 1 or 0, and may decide on
 * them (RFC 29). What else its peers send reaches the application too.
 */
public final class XPubPattern extends ReceivingPattern implements Outlet {

    /** Where notices wait that the application has not received; it belongs to no endpoint. */
    private static final Endpoint NOTICES = new Endpoint("notices://subscriptions");

    private final Subscribers subscribers;

    /** In manual mode: what peers have asked for, be it in force or not. */
    private final Subscribers wishes;

    private final Distributor distributor;
    private final SocketSettings settings;
    private final Listener listener;
    private final PendingNotifications notices;
    private final OpenOffers open = new OpenOffers();
    private final Map<Pipe, XPubPeer> peers = new HashMap<>();
    private long peersSoFar;

    /** All peers as one, where it does not matter whose a subscription is. */
    private final XPubPeer anyPeer;

    /** Set on any thread. */
    private volatile SubscriptionNotifications told;

    /** Whom the next message goes to alone. */
    private @Nullable Pipe lastAccepted;

    /** Who is told of subscriptions beside the application's receiver. */
    public interface Listener {

        /** A peer may have got its first or lost its last subscription. */
        void changed();

        /**
         * A peer wants this, or no longer; in manual mode it is not in force yet. Returns whether anybody has seen it.
         */
        boolean noticed(Offer offer);
    }

    /**
     * In front of this sink.
     *
     * @param noticeOwner owns the pipe in which notices wait for the application
     */
    public XPubPattern(
            SocketSettings settings,
            MessageSink sink,
            RoomListener senders,
            Loop loop,
            SlicedWork clearing,
            PipeOwner noticeOwner,
            Listener listener) {
        super(sink);
        this.settings = settings;
        this.listener = listener;
        this.notices = new PendingNotifications(loop, noticeOwner, NOTICES, (pipe, notice) -> {
            super.received(pipe, notice);
            readComplete();
        });
        this.told = settings.pattern().notices();
        this.anyPeer = new XPubPeer(notices.pipe(), 0);
        SubscriptionLimits limits = SubscriptionLimits.ofPrefixes(settings.limits());
        this.subscribers = new Subscribers(Subscribers.Matching.PREFIX, limits, clearing);
        this.wishes = new Subscribers(Subscribers.Matching.PREFIX, limits, clearing);
        this.distributor = new Distributor(
                subscribers,
                settings.pattern().onFull() == OnFull.BACKPRESSURE,
                settings.pattern().invertMatching(),
                senders::roomAvailable);
    }

    /** From now on the application is told of these subscriptions. Any thread. */
    public void notices(SubscriptionNotifications which) {
        told = which;
    }

    /** How many peers have a subscription in force. */
    public int subscriberCount() {
        return subscribers.pipes().size();
    }

    /** How many different prefixes are subscribed to. */
    public int topicCount() {
        return subscribers.topicCount();
    }

    @Override
    public void connected(Pipe pipe) {
        peers.put(pipe, new XPubPeer(pipe, ++peersSoFar));
        distributor.add(pipe);
        byte[][] welcome = settings.pattern().welcome();
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
    public void disconnected(Pipe pipe) {
        XPubPeer peer = Objects.requireNonNull(peers.remove(pipe));
        peer.leave();
        boolean everyEnd = told == SubscriptionNotifications.ALL;
        if (settings.pattern().manual()) {
            wishes.leave(pipe, (prefix, last) -> {
                Offer offer = new Offer(peer, Control.cancel(prefix));
                open.forget(offer);
                notice(offer, false);
            });
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

    @Override
    public void received(Pipe pipe, Control control) {
        Offer offer = new Offer(Objects.requireNonNull(peers.get(pipe)), control);
        if (settings.pattern().manual()) {
            wished(pipe, offer);
        } else if (offer.subscribes()) {
            boolean first = subscribers.add(pipe, control.topic());
            if (first || told != SubscriptionNotifications.FIRST_AND_LAST) {
                notice(offer, !first);
            }
            changed();
        } else {
            boolean inForce = subscribers.has(control.topic());
            boolean others = subscribers.remove(pipe, control.topic());
            if (!others || told == SubscriptionNotifications.ALL) {
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
            open.subscribed(offer, before);
            notice(offer, before);
        } else {
            wishes.remove(pipe, topic);
            boolean seen = notice(offer, !before);
            if (before) {
                open.cancelled(offer, seen);
            }
        }
        // Statistics tell what is in force.
        pipe.subscriptions(subscribers.count(pipe));
    }

    /** In manual mode: the next offer in order that no decision has been made on; null when there is none. */
    public @Nullable Offer nextOpen(@Nullable Offer previous) {
        return open.next(previous);
    }

    /** In manual mode: puts this in force for the peer, which need not be what it asked for. */
    public void apply(Offer offer, byte[] topic) {
        Pipe pipe = offer.peer().pipe();
        if (offer.peer().isGone()) {
            return;
        }
        open.close(offer);
        if (!offer.subscribes()) {
            subscribers.remove(pipe, topic);
        } else if (wishes.has(pipe, offer.control().topic())) {
            try {
                subscribers.add(pipe, topic);
                if (settings.pattern().lastValue()) {
                    lastAccepted = pipe;
                }
            } catch (ProtocolException tooMany) {
                // As if the peer had asked for them itself.
                pipe.closeLink(tooMany.of(pipe.peer().address()));
            }
        }
        changed();
    }

    private void changed() {
        listener.changed();
        distributor.roomChanged();
    }

    /** Tells the application; whether an observer has seen it. */
    private boolean notice(Offer offer, boolean repeats) {
        boolean eachPeer = settings.pattern().manual();
        notices.add(offer, eachPeer ? offer : new Offer(anyPeer, offer.control()), repeats);
        return listener.noticed(offer);
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
