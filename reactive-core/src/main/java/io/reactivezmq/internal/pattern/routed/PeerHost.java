package io.reactivezmq.internal.pattern.routed;

import io.reactivezmq.RoutingId;

/** The socket, as seen by a pattern that addresses peers by routing id. */
public interface PeerHost {

    /** Counts a dropped message that had no peer to go to. */
    void unroutable();

    /**
     * Carries out the {@code connect} calls that have not reached the loop yet. A message to a routing id that such a
     * call assigned may have overtaken it.
     */
    void catchUp();

    /** Called when this peer's pipe has room. */
    void roomFor(RoutingId peer);

    /** Called when no peer has this routing id any more. */
    void gone(RoutingId peer);
}
