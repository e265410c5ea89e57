package io.reactivezmq.internal.pattern.routed;

import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerFullException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.UnroutableException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.pattern.ReceivingPattern;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.FairQueue;
import io.reactivezmq.internal.routing.RoutingTable;
import org.jspecify.annotations.Nullable;

/** A pattern that addresses its peers by routing id, the first frame of its messages on this side. */
public abstract class RoutedPattern extends ReceivingPattern implements PeerTable {

    final RoutingTable table = new RoutingTable();
    final PeerHost host;

    RoutedPattern(FairQueue inbound, PeerHost host) {
        super(inbound);
        this.host = host;
    }

    @Override
    public final void assignId(Pipe pipe, RoutingId id) {
        table.assign(pipe, id);
    }

    /**
     * Adds a peer, to which messages may be sent from now on. A connected endpoint may still have the id without a
     * peer: it loses the id, and what sends to it ends.
     */
    final void add(Pipe pipe, RoutingId id) {
        Pipe holder = otherWith(id, pipe);
        if (holder != null) {
            remove(holder);
            if (!pipe.connected()) {
                // Application code that ran meanwhile has disconnected the new peer.
                return;
            }
        }
        table.put(id, pipe);
        host.roomFor(id);
    }

    /** Adds the peer of a connected endpoint by the id that was assigned to it, if there is one and it is free. */
    final void addAssigned(Pipe pipe) {
        RoutingId assigned = table.assigned(pipe);
        if (assigned != null && table.find(assigned) == null) {
            add(pipe, assigned);
        }
    }

    /** Removes a peer, if it was added. */
    final void remove(Pipe pipe) {
        if (table.knows(pipe)) {
            RoutingId id = table.idOf(pipe);
            table.remove(pipe);
            host.gone(id);
        }
    }

    /** Returns the pipe of another peer with this id, or null. */
    final @Nullable Pipe otherWith(RoutingId id, Pipe pipe) {
        Pipe holder = table.find(id);
        return holder == pipe ? null : holder;
    }

    static PeerRefusedException inUse(RoutingId id, Pipe holder, PeerInfo refused) {
        return PeerRefusedException.ours(
                refused.address(),
                "the routing id " + id + " belongs to " + PeerTable.address(holder),
                "Routing id in use");
    }

    @Override
    public void roomFreed(Pipe pipe, int messages) {
        if (table.knows(pipe)) {
            host.roomFor(table.idOf(pipe));
        }
    }

    @Override
    public final @Nullable Pipe find(RoutingId id) {
        return table.find(id);
    }

    @Override
    public final boolean reaches(Pipe pipe) {
        return table.knows(pipe) && (pipe.connected() || table.assigned(pipe) != null);
    }

    /** Returns {@link #UNBOUNDED}, as sending by routing id through the socket itself never waits for a peer. */
    @Override
    public final long room() {
        return UNBOUNDED;
    }

    @Override
    public boolean dependsOnMessage() {
        return true;
    }

    /** Returns the pipe of the peer that the first frame names, or null. */
    final @Nullable Pipe addressee(ZmqMessage message) {
        return RoutingTable.isId(message.unwrap(0)) ? find(RoutingId.of(message), host) : null;
    }

    static UnroutableException unroutable(ZmqMessage message) {
        return new UnroutableException(RoutingTable.name(message));
    }

    /**
     * Sends the message to the peer that its first frame names, or drops and counts it.
     *
     * @param mandatory whether a message that cannot be sent fails instead
     */
    final void send(ZmqMessage message, boolean mandatory) {
        Pipe pipe = addressee(message);
        if (pipe == null) {
            if (mandatory) {
                throw unroutable(message);
            }
            host.unroutable();
        } else if (!pipe.offerOrDrain(message.dropFirst(1))) {
            if (mandatory) {
                throw new PeerFullException(RoutingTable.name(message));
            }
            pipe.drop(DropReason.PEER_FULL, 1);
        }
    }

    @Override
    public final void onUndeliverable(ZmqMessage message) {
        Pipe pipe = addressee(message);
        if (pipe == null) {
            host.unroutable();
        } else {
            pipe.drop(DropReason.PEER_FULL, 1);
        }
    }
}
