package io.reactivezmq.internal.pattern;

import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.pipe.Pipe;

/** One peer of an XPUB, from its coming to its leaving: a pipe may have another one later. On the loop. */
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

    /** Peers are numbered as they come. */
    long number() {
        return number;
    }

    /** As events tell it. */
    public PeerInfo info() {
        return info;
    }

    void leave() {
        gone = true;
    }

    /** Whether it has left. */
    public boolean isGone() {
        return gone;
    }
}
