package io.reactivezmq.internal.pattern.pubsub;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The offers of an XPUB in manual mode on which its application has not decided. A subscription is open until the
 * application accepts it or the peer cancels it, even if observers have seen it. The unsubscription of a subscription
 * in force is open only if no observer has seen it.
 */
final class OpenOffers {

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

    /**
     * Handles the unsubscription of a topic that the peer had subscribed to. {@code seen} says whether an observer saw
     * it.
     */
    void cancelled(Offer offer, boolean seen) {
        State state = open.remove(offer);
        boolean inForce = state == null || state.inForce();
        if (inForce && !seen) {
            open.put(offer, new State(offer, true));
        }
    }

    /** Handles the unsubscription of a topic that no observer will see after all. */
    void unseen(Offer offer) {
        open.putIfAbsent(offer, new State(offer, true));
    }

    /** Closes an offer on which the application has decided, unless a later offer has replaced it. */
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

    /** Removes the open offer for a topic of a peer that has left. */
    void forget(Offer offer) {
        open.remove(offer);
    }

    /** Returns the next open offer in order behind this one, or the first one for null; null when there is none. */
    @Nullable
    Offer next(@Nullable Offer previous) {
        var entry = previous == null ? open.firstEntry() : open.higherEntry(previous);
        return entry == null ? null : entry.getValue().offer();
    }
}
