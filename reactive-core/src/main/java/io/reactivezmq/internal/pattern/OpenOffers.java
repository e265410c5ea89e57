package io.reactivezmq.internal.pattern;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an XPUB in manual mode still has to decide on. A subscription is open until it is put in force or its peer takes
 * it back, however many have seen it; the end of one that is in force is open if no observer saw it.
 */
final class OpenOffers {

    private final TreeMap<Offer, State> open = new TreeMap<>();

    /**
     * How an offer stands.
     *
     * @param offer the last that came
     * @param inForce whether an earlier subscription to the same may be in force
     */
    private record State(Offer offer, boolean inForce) {}

    /** A peer subscribes; it may have {@code subscribed} to the same before. */
    void subscribed(Offer offer, boolean before) {
        State state = open.remove(offer);
        open.put(offer, new State(offer, state == null ? before : state.inForce()));
    }

    /** A peer ends a subscription that it has. */
    void cancelled(Offer offer, boolean seen) {
        State state = open.remove(offer);
        boolean inForce = state == null || state.inForce();
        if (inForce && !seen) {
            open.put(offer, new State(offer, true));
        }
    }

    /** This has been decided on, or its peer has left. */
    void close(Offer offer) {
        State state = open.get(offer);
        if (state != null && state.offer().control().kind() == offer.control().kind()) {
            open.remove(offer);
        }
    }

    /** Forgets all of a topic of a peer that has left. */
    void forget(Offer offer) {
        open.remove(offer);
    }

    /** The next one in order behind this one, or the first; null when there is none. */
    @Nullable
    Offer next(@Nullable Offer previous) {
        var entry = previous == null ? open.firstEntry() : open.higherEntry(previous);
        return entry == null ? null : entry.getValue().offer();
    }
}
