package io.reactivezmq.internal.pattern;

import io.reactivezmq.RoutingId;

/** What a pattern that knows peers by routing ids needs of its socket. */
public interface PeerHost {

    /** A message was dropped that had no peer to go to. */
    void unroutable();

    /**
     * Carries out the connects that were called before and have not come to the loop yet: a message to an id that was
     * assigned in one of them may have overtaken it.
     */
    void catchUp();

    /** There is room for this peer. */
    void roomFor(RoutingId peer);

    /** The peer is no longer there. */
    void gone(RoutingId peer);
}
