package io.reactivezmq.internal.pattern.pubsub;

import io.reactivezmq.spi.Control;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A subscription or unsubscription of one peer that an XPUB offers to its application, which decides on it in manual
 * mode. Offers are ordered by peer and topic, so that iteration can continue behind an offer while others are added and
 * removed.
 *
 * @param peer the subscribing peer
 * @param control the peer's request
 */
public record Offer(XPubPeer peer, Control control) implements Comparable<Offer> {

    /** Returns whether this is a subscription. */
    public boolean subscribes() {
        return control.kind() == Control.Kind.SUBSCRIBE;
    }

    @Override
    public int compareTo(Offer other) {
        int byPeer = Long.compare(peer.number(), other.peer.number());
        return byPeer != 0 ? byPeer : Arrays.compareUnsigned(control.topic(), other.control.topic());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Offer that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(peer.number()) + Arrays.hashCode(control.topic());
    }
}
