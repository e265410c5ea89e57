package io.reactivezmq.internal.pattern;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.MessageSink;
import io.reactivezmq.internal.routing.RoundRobin;
import org.jspecify.annotations.Nullable;

/**
 * Pattern of a PAIR: sends to and receives from one peer (RFC 31). A second peer is refused until the first has left.
 */
public class PairPattern extends ReceivingPattern implements Outlet {

    private final RoundRobin outbound = new RoundRobin();
    private final RoomListener senders;
    private @Nullable Pipe only;

    /**
     * Creates a pattern that delivers received messages to this sink, and notifies this listener of room for sending.
     */
    public PairPattern(MessageSink sink, RoomListener senders) {
        super(sink);
        this.senders = senders;
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
            outbound.add(pipe);
            senders.roomAvailable();
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
            outbound.remove(pipe);
            senders.roomAvailable();
        }
    }

    @Override
    public void takeBack(Pipe pipe) {
        outbound.takeBack(pipe);
        senders.roomAvailable();
    }

    @Override
    public void roomFreed(Pipe pipe, int messages) {
        outbound.freed(pipe, messages);
        senders.roomAvailable();
    }

    @Override
    public int unplaced() {
        return outbound.orphans();
    }

    @Override
    public long room() {
        return outbound.room();
    }

    @Override
    public boolean offer(ZmqMessage message) {
        return outbound.offer(message);
    }
}
