package io.reactivezmq.internal.pattern.routed;

import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.FairQueue;
import io.reactivezmq.spi.PeerInfoBuilder;
import io.reactivezmq.spi.settings.RouterSettings;

/**
 * Pattern of a ROUTER: addresses each peer by the routing id that it announced or was given (RFC 28). An id that was
 * assigned to a connected endpoint exists while the endpoint is attached, even without a peer.
 */
public final class RouterPattern extends RoutedPattern {

    /** Read and set on any thread. */
    private volatile boolean mandatory;

    /** Set on any thread, read on the loop. */
    private volatile boolean handover;

    /** Creates a pattern without peers that puts received messages into this queue. */
    public RouterPattern(RouterSettings settings, FairQueue inbound, PeerHost host) {
        super(inbound, host);
        this.mandatory = settings.mandatory();
        this.handover = settings.handover();
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
    public PeerInfo admit(Pipe pipe, PeerInfo peer) {
        RoutingId assigned = table.assigned(pipe);
        byte[] announced = assigned != null ? assigned.bytes() : peer.announcedId();
        if (announced.length == 0) {
            return PeerInfoBuilder.of(peer).routingId(table.generateId()).build();
        }
        RoutingId id = RoutingId.of(announced);
        Pipe holder = otherWith(id, pipe);
        if (holder != null) {
            if (!handover) {
                throw inUse(id, holder, peer);
            }
            holder.closeLink(new PeerRefusedException(
                    PeerTable.address(holder), "the routing id " + id + " was handed over to " + peer.address()));
        }
        return PeerInfoBuilder.of(peer).routingId(announced).build();
    }

    @Override
    public void attached(Pipe pipe) {
        addAssigned(pipe);
    }

    @Override
    public void connected(Pipe pipe) {
        add(pipe, RoutingId.of(pipe.peer()));
    }

    /** Releases the routing id, unless it was assigned. The messages still to be received carry it. */
    @Override
    public void peerLeft(Pipe pipe) {
        if (table.knows(pipe) && table.assigned(pipe) == null) {
            release(pipe);
        }
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
    public void received(Pipe pipe, ZmqMessage message) {
        super.received(pipe, table.idOf(pipe).address(message));
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
        send(message, mandatory);
        return true;
    }
}
