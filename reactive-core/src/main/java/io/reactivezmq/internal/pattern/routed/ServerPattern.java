package io.reactivezmq.internal.pattern.routed;

import io.reactivezmq.RoutingId;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.pattern.SingleFrame;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.FairQueue;
import io.reactivezmq.spi.PeerInfoBuilder;

/**
 * Pattern of a SERVER or PEER: addresses each pipe by a number, and its messages have one frame (RFC 41, RFC 51). The
 * number belongs to the pipe. That of a connected endpoint exists before its peer, and stays when the peer is lost.
 */
public final class ServerPattern extends RoutedPattern {

    private final SocketType type;

    /** Creates a pattern without peers that puts received messages into this queue. */
    public ServerPattern(SocketType type, FairQueue inbound, PeerHost host) {
        super(inbound, host);
        this.type = type;
    }

    /** Generates a number for a peer that is to be connected to. May be called on any thread. */
    public byte[] generateId() {
        return table.generateNumber();
    }

    @Override
    public PeerInfo admit(Pipe pipe, PeerInfo peer) {
        return PeerInfoBuilder.of(peer).routingId(number(pipe).bytes()).build();
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
        add(pipe, number(pipe));
    }

    @Override
    public void detached(Pipe pipe) {
        remove(pipe);
    }

    @Override
    public void received(Pipe pipe, ZmqMessage message) {
        if (SingleFrame.admits(pipe, message)) {
            super.received(pipe, number(pipe).address(message));
        }
    }

    @Override
    public void checkBody(ZmqMessage message) {
        SingleFrame.check(type, message);
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
        send(message, true);
        return true;
    }
}
