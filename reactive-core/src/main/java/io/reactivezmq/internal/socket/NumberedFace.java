package io.reactivezmq.internal.socket;

import io.reactivezmq.PeerSending;
import io.reactivezmq.PeerSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.Sending;
import io.reactivezmq.ServerSocket;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.UnroutableException;
import io.reactivezmq.internal.pattern.NumberedPattern;
import io.reactivezmq.internal.pipe.Pipe;

/** SERVER and PEER: mixed senders, and senders to one peer. */
abstract class NumberedFace<S extends ZmqSocket<S>> extends SocketFace<S>
        implements PeerSending<S>, SendingFace, ReceivingFace {

    final NumberedPattern pattern;
    private final Receiver receiver;
    private final Senders senders;
    private final PeerSenders peers;

    NumberedFace(SocketCore core) {
        super(core);
        receiver = Sockets.receiver(core);
        peers = new PeerSenders(core);
        NumberedPattern made = new NumberedPattern(core.type(), receiver, peers);
        pattern = made;
        peers.of(made);
        senders = Sockets.senders(core, room -> Sockets.receiving(core, receiver, made));
        core.onClose(peers::close);
    }

    @Override
    public Senders senders() {
        return senders;
    }

    @Override
    public Receiver receiver() {
        return receiver;
    }

    @Override
    public Sending to(RoutingId peer) {
        return peers.to(peer);
    }

    @Override
    public S disconnectPeer(RoutingId peer) {
        core.ensureOpen();
        Pipe pipe = pattern.find(peer);
        if (pipe == null) {
            throw new UnroutableException(peer.toString());
        }
        core.onLoop(new PeerEnd(peer, pipe));
        return self();
    }

    /** One call for each peer, however often it is made while the loop is busy. */
    private final class PeerEnd implements Runnable {

        private final RoutingId peer;
        private final Pipe pipe;

        PeerEnd(RoutingId peer, Pipe pipe) {
            this.peer = peer;
            this.pipe = pipe;
        }

        @Override
        public void run() {
            if (pattern.find(peer) == pipe) {
                core.disconnect(pipe);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof NumberedFace<?>.PeerEnd end && end.pipe == pipe;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(pipe);
        }
    }

    static final class Server extends NumberedFace<ServerSocket> implements ServerSocket {

        Server(SocketCore core) {
            super(core);
        }
    }

    static final class Peer extends NumberedFace<PeerSocket> implements PeerSocket {

        Peer(SocketCore core) {
            super(core);
        }

        @Override
        public RoutingId connectPeer(String endpoint) {
            byte[] id = pattern.generateId();
            core.endpoints().connect(endpoint, id);
            return RoutingId.of(id);
        }
    }
}
