package io.reactivezmq.internal.pattern.pubsub;

import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.pipe.Pipe;

/**
 * One connection of a peer of an XPUB, from its start to its end. A pipe may have another one later. Used on the loop.
 */
public final class XPubPeer {

    private final Pipe pipe;
    private final long number;
    private final PeerInfo info;
    private boolean gone;

    XPubPeer(Pipe pipe, long number) {
        this.pipe = pipe;
        this.number = number;
        this.info = pipe.peer();
    }

    Pipe pipe() {
        return pipe;
    }

    /** Returns the peer's number. Numbers rise in the order of connection. */
    long number() {
        return number;
    }

    /** Returns the peer's description, as in events. */
    public PeerInfo info() {
        return info;
    }

    void leave() {
        gone = true;
    }

    /** Returns whether the peer has left. */
    public boolean isGone() {
        return gone;
    }
}
