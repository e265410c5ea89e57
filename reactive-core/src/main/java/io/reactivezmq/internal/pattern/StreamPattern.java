package io.reactivezmq.internal.pattern;

import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.error.PeerFullException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.UnroutableException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.MessageSink;
import io.reactivezmq.internal.routing.RoutingTable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Pattern of a STREAM: addresses each connection by a routing id, the first frame in front of its bytes on this side.
 * An id that was assigned to a connected endpoint exists while the endpoint is attached, even without a connection.
 */
public final class StreamPattern extends ReceivingPattern implements PeerTable {

    private final RoutingTable table = new RoutingTable();
    private final PeerHost host;
    private final Consumer<Pipe> closer;
    private final Consumer<Runnable> later;

    /**
     * Creates a pattern without connections that delivers received bytes to this sink.
     *
     * @param closer closes a connection once the messages accepted for it are sent
     * @param later runs a task on the loop after the current one
     */
    public StreamPattern(MessageSink sink, PeerHost host, Consumer<Pipe> closer, Consumer<Runnable> later) {
        super(sink);
        this.host = host;
        this.closer = closer;
        this.later = later;
    }

    @Override
    public void assignId(Pipe pipe, RoutingId id) {
        table.assign(pipe, id);
    }

    @Override
    public PeerInfo admit(Pipe pipe, PeerInfo peer) {
        RoutingId assigned = table.assigned(pipe);
        if (assigned == null) {
            return peer.withRoutingId(table.generateId());
        }
        Pipe holder = table.find(assigned);
        if (holder != null && holder != pipe) {
            throw PeerRefusedException.ours(
                    peer.address(),
                    "the routing id " + assigned + " belongs to " + PeerTable.address(holder),
                    "Routing id in use");
        }
        return peer.withRoutingId(assigned.bytes());
    }

    @Override
    public void attached(Pipe pipe) {
        RoutingId assigned = table.assigned(pipe);
        if (assigned != null && table.find(assigned) == null) {
            known(pipe, assigned);
        }
    }

    @Override
    public void connected(Pipe pipe) {
        known(pipe, RoutingId.of(pipe.peer()));
    }

    private void known(Pipe pipe, RoutingId id) {
        table.put(id, pipe);
        host.roomFor(id);
    }

    @Override
    public void detached(Pipe pipe) {
        gone(pipe);
    }

    @Override
    public void disconnected(Pipe pipe) {
        if (table.assigned(pipe) == null) {
            gone(pipe);
        }
        // The rest of the bytes for one connection is useless to the next.
        pipe.discardOutbound(DropReason.UNROUTABLE);
    }

    private void gone(Pipe pipe) {
        if (table.knows(pipe)) {
            RoutingId id = table.idOf(pipe);
            table.remove(pipe);
            host.gone(id);
        }
    }

    @Override
    public void roomFreed(Pipe pipe, int messages) {
        if (table.knows(pipe)) {
            host.roomFor(table.idOf(pipe));
        }
    }

    @Override
    public void received(Pipe pipe, ZmqMessage message) {
        super.received(pipe, message.prepend(pipe.peer().routingId()));
    }

    @Override
    public @Nullable Pipe find(RoutingId id) {
        return table.find(id);
    }

    @Override
    public boolean reaches(Pipe pipe) {
        return table.knows(pipe) && (pipe.connected() || table.assigned(pipe) != null);
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

    /** Returns {@link #UNBOUNDED}, as sending by routing id through the socket itself never waits for a peer. */
    @Override
    public long room() {
        return UNBOUNDED;
    }

    @Override
    public boolean dependsOnMessage() {
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
        Pipe pipe = target(message);
        if (pipe == null) {
            throw new UnroutableException(RoutingTable.name(message));
        }
        if (message.size(1) == 0) {
            gone(pipe);
            closer.accept(pipe);
        } else if (!pipe.offerOrDrain(message.dropFirst(1))) {
            throw new PeerFullException(RoutingTable.name(message));
        }
        return true;
    }

    private @Nullable Pipe target(ZmqMessage message) {
        return RoutingTable.isId(message.unwrap(0)) ? find(RoutingId.of(message), host) : null;
    }

    @Override
    public void onUndeliverable(ZmqMessage message) {
        Pipe pipe = target(message);
        if (pipe == null) {
            host.unroutable();
        } else {
            pipe.drop(DropReason.PEER_FULL, 1);
        }
    }
}
