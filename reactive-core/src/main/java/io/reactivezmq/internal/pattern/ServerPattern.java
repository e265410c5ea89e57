package io.reactivezmq.internal.pattern;

import io.reactivezmq.RoutingId;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.error.PeerFullException;
import io.reactivezmq.error.UnroutableException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.MessageSink;
import io.reactivezmq.internal.routing.RoutingTable;
import org.jspecify.annotations.Nullable;

/**
 * Pattern of a SERVER or PEER: addresses each pipe by a number, the first frame of its messages on this side (RFC 41,
 * RFC 51). The number belongs to the pipe. That of a connected endpoint exists before its peer, and stays when the peer
 * is lost.
 */
public final class ServerPattern extends ReceivingPattern implements PeerTable {

    private final RoutingTable table = new RoutingTable();
    private final SocketType type;
    private final PeerHost host;

    /** Creates a pattern without peers that delivers received messages to this sink. */
    public ServerPattern(SocketType type, MessageSink sink, PeerHost host) {
        super(sink);
        this.type = type;
        this.host = host;
    }

    /** Generates a number for a peer that is to be connected to. May be called on any thread. */
    public byte[] generateId() {
        return table.generateNumber();
    }

    @Override
    public void assignId(Pipe pipe, RoutingId id) {
        table.assign(pipe, id);
    }

    @Override
    public PeerInfo admit(Pipe pipe, PeerInfo peer) {
        return peer.withRoutingId(number(pipe).bytes());
    }

    private RoutingId number(Pipe pipe) {
        RoutingId number = table.assigned(pipe);
        if (number == null) {
            number = RoutingId.of(table.generateNumber());
            table.assign(pipe, number);
        }
        return number;
    }

    @Override
    public void attached(Pipe pipe) {
        RoutingId id = number(pipe);
        table.put(id, pipe);
        host.roomFor(id);
    }

    @Override
    public void detached(Pipe pipe) {
        if (table.knows(pipe)) {
            table.remove(pipe);
            host.gone(number(pipe));
        }
    }

    @Override
    public void roomFreed(Pipe pipe, int messages) {
        host.roomFor(number(pipe));
    }

    @Override
    public void received(Pipe pipe, ZmqMessage message) {
        if (SingleFrame.admits(pipe, message)) {
            super.received(pipe, number(pipe).address(message));
        }
    }

    @Override
    public @Nullable Pipe find(RoutingId id) {
        return table.find(id);
    }

    @Override
    public boolean reaches(Pipe pipe) {
        return table.knows(pipe);
    }

    @Override
    public void checkBody(ZmqMessage message) {
        SingleFrame.check(type, message);
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
        if (message.frameCount() == 1) {
            throw new InvalidMessageException(
                    "a message through a " + type.wireName() + " needs a routing id and a body");
        }
        SingleFrame.check(type, message.frameCount() - 1);
    }

    @Override
    public boolean offer(ZmqMessage message) {
        check(message);
        Pipe pipe = target(message);
        if (pipe == null) {
            throw new UnroutableException(RoutingTable.name(message));
        }
        if (!pipe.offerOrDrain(message.dropFirst(1))) {
            throw new PeerFullException(RoutingTable.name(message));
        }
        return true;
    }

    private @Nullable Pipe target(ZmqMessage message) {
        return RoutingTable.isId(message.unwrap(0)) ? find(RoutingId.of(message), host) : null;
    }

    @Override
    public void onUndeliverable(ZmqMessage message) {
        Pipe pipe = message.frameCount() == 1 ? null : target(message);
        if (pipe == null) {
            host.unroutable();
        } else {
            pipe.drop(DropReason.PEER_FULL, 1);
        }
    }
}
