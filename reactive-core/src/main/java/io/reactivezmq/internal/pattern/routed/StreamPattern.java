package io.reactivezmq.internal.pattern.routed;

import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.FairQueue;
import io.reactivezmq.spi.PeerInfoBuilder;
import java.util.function.Consumer;

/**
 * Pattern of a STREAM: addresses each connection by a routing id, the first frame in front of its bytes on this side.
 * An id that was assigned to a connected endpoint exists while the endpoint is attached, even without a connection.
 */
public final class StreamPattern extends RoutedPattern {

    private final Consumer<Pipe> closer;
    private final Consumer<Runnable> later;

    /**
     * Creates a pattern without connections that puts received bytes into this queue.
     *
     * @param closer closes a connection once the messages accepted for it are sent
     * @param later runs a task on the loop after the current one
     */
    public StreamPattern(FairQueue inbound, PeerHost host, Consumer<Pipe> closer, Consumer<Runnable> later) {
        super(inbound, host);
        this.closer = closer;
        this.later = later;
    }

    @Override
    public PeerInfo admit(Pipe pipe, PeerInfo peer) {
        RoutingId assigned = table.assigned(pipe);
        if (assigned == null) {
            return PeerInfoBuilder.of(peer).routingId(table.generateId()).build();
        }
        Pipe holder = otherWith(assigned, pipe);
        if (holder != null) {
            throw inUse(assigned, holder, peer);
        }
        return PeerInfoBuilder.of(peer).routingId(assigned.bytes()).build();
    }

    @Override
    public void attached(Pipe pipe) {
        addAssigned(pipe);
    }

    @Override
    public void connected(Pipe pipe) {
        add(pipe, RoutingId.of(pipe.peer()));
    }

    @Override
    public void detached(Pipe pipe) {
        remove(pipe);
    }

    /** Removes the routing id, unless it was assigned. The bytes still to be received carry it. */
    @Override
    public void peerLeft(Pipe pipe) {
        if (table.assigned(pipe) == null) {
            remove(pipe);
        }
    }

    @Override
    public void disconnected(Pipe pipe) {
        if (table.assigned(pipe) == null) {
            remove(pipe);
        }
        // The rest of the bytes for one connection is useless to the next.
        pipe.discardOutbound(DropReason.UNROUTABLE);
    }

    @Override
    public void received(Pipe pipe, ZmqMessage message) {
        super.received(pipe, message.prepend(pipe.peer().routingId()));
    }

    @Override
    public void checkBody(ZmqMessage message) {
        if (message.frameCount() > 1) {
            throw new InvalidMessageException(
                    "a STREAM sends one frame of bytes to a peer, not " + message.frameCount());
        }
    }

    /** Takes bytes for this connection. An empty frame closes the connection, as it does behind a routing id. */
    @Override
    public boolean offerTo(Pipe pipe, ZmqMessage message) {
        if (!reaches(pipe)) {
            return false;
        }
        if (message.size(0) > 0) {
            return pipe.offer(message);
        }
        RoutingId id = table.idOf(pipe);
        table.remove(pipe);
        // A sender to this peer is in the middle of a call; the senders are closed after that call.
        later.accept(() -> {
            host.gone(id);
            closer.accept(pipe);
        });
        return true;
    }

    @Override
    public void check(ZmqMessage message) {
        if (message.frameCount() != 2) {
            throw new InvalidMessageException(
                    "a STREAM sends a routing id and one frame of bytes, not " + message.frameCount() + " frames");
        }
    }

    @Override
    public boolean offer(ZmqMessage message) {
        check(message);
        if (message.size(1) == 0) {
            close(message);
        } else {
            send(message, true);
        }
        return true;
    }

    private void close(ZmqMessage message) {
        Pipe pipe = addressee(message);
        if (pipe == null) {
            throw unroutable(message);
        }
        remove(pipe);
        closer.accept(pipe);
    }
}
