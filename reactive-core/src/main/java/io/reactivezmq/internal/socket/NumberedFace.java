package io.reactivezmq.internal.socket;

import io.reactivezmq.PeerSending;
import io.reactivezmq.PeerSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.Sending;
import io.reactivezmq.ServerSocket;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.internal.pattern.NumberedPattern;

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
        peers.disconnect(peer);
        return self();
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
