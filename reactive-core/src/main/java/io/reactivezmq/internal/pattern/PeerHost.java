package io.reactivezmq.internal.pattern;

import io.reactivezmq.RoutingId;

/** What a pattern that knows peers by routing ids needs of its socket. */
public interface PeerHost {

    /** A message was dropped that had no peer to go to. */
    void unroutable();

    /** There is room for this peer. */
    void roomFor(RoutingId peer);

    /** The peer is no longer there. */
    void gone(RoutingId peer);
}
