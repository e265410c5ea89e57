package io.reactivezmq.internal.pattern.pubsub;

import io.reactivezmq.spi.Control;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The offers of an XPUB in manual mode on which its application has not decided. A subscription is open until the
 * application accepts it or the peer cancels it, even if observers have seen it. The unsubscription of a subscription
 * in force is open until an observer sees it as a new one, or the application accepts it. So there are no more of them
 * than the peer had subscriptions in force.
 */
final class OpenOffers {

    /** The first topic in order. */
    private static final byte[] NOTHING = {};

    private final TreeMap<Offer, State> open = new TreeMap<>();

    /**
     * The open offer for one peer and topic.
     *
     * @param offer the latest offer
     * @param inForce whether an earlier subscription of the peer to this topic may be in force
     */
    private record State(Offer offer, boolean inForce) {}

    /** Adds a subscription. {@code before} says whether the peer had already subscribed to this topic. */
    void subscribed(Offer offer, boolean before) {
        State state = open.remove(offer);
        open.put(offer, new State(offer, state == null ? before : state.inForce()));
    }

    /** Handles the unsubscription of a topic that the peer had subscribed to. No observer has seen it yet. */
    void cancelled(Offer offer) {
        State state = open.remove(offer);
        if (state == null || state.inForce()) {
            open.put(offer, new State(offer, true));
        }
    }

    /**
     * Closes an offer on which the application has decided, or an unsubscription that an observer has seen, unless a
     * later offer has replaced it.
     */
    @SuppressWarnings("ReferenceEquality") // Equal offers are about the same topic, but this is about one of them.
    void close(Offer offer) {
        State state = open.get(offer);
        if (state != null && state.offer() == offer) {
            open.remove(offer);
        }
    }

    /** Returns whether a subscription is open for the peer and topic of this offer. */
    boolean hasSubscription(Offer offer) {
        State state = open.get(offer);
        return state != null && state.offer().subscribes();
    }

    /** Removes one open offer of a peer that has left. Returns whether there may be another. */
    boolean forgetOne(XPubPeer peer) {
        Offer first = open.ceilingKey(new Offer(peer, Control.cancel(NOTHING)));
        if (first == null || first.peer() != peer) {
            return false;
        }
        open.remove(first);
        return true;
    }

    /** Returns the next open offer in order behind this one, or the first one for null; null when there is none. */
    @Nullable
    Offer next(@Nullable Offer previous) {
        var entry = previous == null ? open.firstEntry() : open.higherEntry(previous);
        return entry == null ? null : entry.getValue().offer();
    }
}
