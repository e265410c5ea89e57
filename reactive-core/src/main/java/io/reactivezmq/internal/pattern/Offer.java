package io.reactivezmq.internal.pattern;

import io.reactivezmq.spi.Control;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A subscription, or the end of one, that an XPUB's application is told of; in manual mode it decides on it. Offers
 * have an order, by peer and topic, in which all of them can be gone through while others come and go.
 *
 * @param peer whose it is
 * @param control what the peer wants
 */
public record Offer(XPubPeer peer, Control control) implements Comparable<Offer> {

    /** Whether it is a subscription. */
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
