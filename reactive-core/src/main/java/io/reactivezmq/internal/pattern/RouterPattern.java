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
import io.reactivezmq.options.PatternSettings;
import org.jspecify.annotations.Nullable;

/**
 * Pattern of a ROUTER: addresses each peer by a routing id, the first frame of its messages on this side (RFC 28). An
 * id that was assigned to a connected endpoint exists while the endpoint is attached, even without a peer.
 */
public final class RouterPattern extends ReceivingPattern implements PeerTable {

    private final RoutingTable table = new RoutingTable();
    /** Read and set on any thread. */
    private volatile boolean mandatory;

    /** Set on any thread, read on the loop. */
    private volatile boolean handover;

    private final PeerHost host;

    /** Creates a pattern without peers that delivers received messages to this sink. */
    public RouterPattern(PatternSettings settings, MessageSink sink, PeerHost host) {
        super(sink);
        this.mandatory = settings.mandatory();
        this.handover = settings.handover();
        this.host = host;
    }

    /** Sets whether messages that cannot be delivered fail instead of being dropped. May be called on any thread. */
    public void mandatory(boolean enabled) {
        mandatory = enabled;
    }

    /**
     * Sets whether a routing id in use is handed over to a new peer instead of refused. May be called on any thread.
     */
    public void handover(boolean enabled) {
        handover = enabled;
    }

    @Override
    public void assignId(Pipe pipe, RoutingId id) {
        table.assign(pipe, id);
    }

    @Override
    public PeerInfo admit(Pipe pipe, PeerInfo peer) {
        RoutingId assigned = table.assigned(pipe);
        byte[] announced = assigned != null ? assigned.bytes() : peer.announcedId();
        if (announced.length == 0) {
            return peer.withRoutingId(table.generateId());
        }
        Pipe holder = table.find(RoutingId.of(announced));
        if (holder != null && holder != pipe) {
            String id = RoutingId.of(announced).toString();
            if (!handover) {
                throw PeerRefusedException.ours(
                        peer.address(),
                        "the routing id " + id + " belongs to " + PeerTable.address(holder),
                        "Routing id in use");
            }
            holder.closeLink(new PeerRefusedException(
                    PeerTable.address(holder), "the routing id " + id + " was handed over to " + peer.address()));
        }
        return peer.withRoutingId(announced);
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
    public void disconnected(Pipe pipe) {
        if (!table.knows(pipe)) {
            return;
        }
        RoutingId id = table.idOf(pipe);
        if (table.assigned(pipe) == null) {
            release(pipe);
            // The next peer of this endpoint may have another id.
            pipe.discardOutbound(DropReason.UNROUTABLE);
        }
        if (table.find(id) != pipe) {
            table.remove(pipe);
        }
    }

    /** Releases the routing id. Messages that the peer still sends carry it, but none are sent to the peer. */
    @Override
    public void detached(Pipe pipe) {
        if (table.knows(pipe)) {
            release(pipe);
            if (!pipe.connected()) {
                table.remove(pipe);
            }
        }
    }

    private void release(Pipe pipe) {
        RoutingId id = table.idOf(pipe);
        if (table.release(pipe)) {
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
        super.received(pipe, table.idOf(pipe).address(message));
    }

    @Override
    public @Nullable Pipe find(RoutingId id) {
        return table.find(id);
    }

    @Override
    public boolean reaches(Pipe pipe) {
        return table.knows(pipe) && (pipe.connected() || table.assigned(pipe) != null);
    }

    /** Returns {@link #UNBOUNDED}, as sending by routing id through the socket itself never waits for a peer. */
    @Override
    public long room() {
        return UNBOUNDED;
    }

    @Override
    public boolean dependsOnMessage() {
        return mandatory;
    }

    @Override
    public void check(ZmqMessage message) {
        if (message.frameCount() == 1) {
            throw new InvalidMessageException("a message through a ROUTER needs a routing id and a body");
        }
    }

    @Override
    public boolean offer(ZmqMessage message) {
        check(message);
        Pipe pipe = RoutingTable.isId(message.unwrap(0)) ? find(RoutingId.of(message), host) : null;
        if (pipe == null) {
            if (mandatory) {
                throw new UnroutableException(RoutingTable.name(message));
            }
            host.unroutable();
        } else if (!pipe.offerOrDrain(message.dropFirst(1))) {
            if (mandatory) {
                throw new PeerFullException(RoutingTable.name(message));
            }
            pipe.drop(DropReason.PEER_FULL, 1);
        }
        return true;
    }

    @Override
    public void onUndeliverable(ZmqMessage message) {
        byte[] id = message.unwrap(0);
        Pipe pipe = RoutingTable.isId(id) ? table.find(RoutingId.of(message)) : null;
        if (pipe == null) {
            host.unroutable();
        } else {
            pipe.drop(DropReason.PEER_FULL, 1);
        }
    }
}
