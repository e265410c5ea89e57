package io.reactivezmq.internal.pattern.balanced;

import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.FairQueue;
import io.reactivezmq.internal.routing.RoomListener;
import org.jspecify.annotations.Nullable;

/** Pattern of a PAIR: a DEALER with one peer (RFC 31). A second peer is refused until the first has left. */
public class PairPattern extends DealerPattern {

    private @Nullable Pipe only;

    /**
     * Creates a pattern that puts received messages into this queue, and notifies this listener of room for sending.
     */
    public PairPattern(FairQueue inbound, RoomListener senders) {
        super(inbound, senders);
    }

    @Override
    public void checkPlace(@Nullable Pipe pipe, String address) {
        if (only != null && only != pipe) {
            throw PeerRefusedException.ours(
                    address, "this socket has its peer at " + only.endpoint(), "This socket has its peer");
        }
    }

    @Override
    public PeerInfo admit(Pipe pipe, PeerInfo peer) {
        checkPlace(pipe, peer.address());
        return peer;
    }

    @Override
    public void attached(Pipe pipe) {
        if (only == null) {
            only = pipe;
            super.attached(pipe);
        }
    }

    @Override
    public void connected(Pipe pipe) {
        attached(pipe);
    }

    @Override
    public void detached(Pipe pipe) {
        if (only == pipe) {
            only = null;
            super.detached(pipe);
        }
    }
}
