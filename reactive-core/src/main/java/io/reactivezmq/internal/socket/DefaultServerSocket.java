package io.reactivezmq.internal.socket;

import io.reactivezmq.MessageSender;
import io.reactivezmq.PeerSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.RoutingIdSocket;
import io.reactivezmq.ServerSocket;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.internal.pattern.ServerPattern;

/** A SERVER or PEER socket: one sender for all peers, and senders to single peers. */
abstract class DefaultServerSocket<S extends ZmqSocket<S>> extends DefaultZmqSocket<S>
        implements RoutingIdSocket<S>, DelegatingSender, DelegatingReceiver {

    final ServerPattern pattern;
    private final Receiver receiver;
    private final SendScheduler senders;
    private final PeerSenders peers;

    DefaultServerSocket(SocketBase core) {
        super(core);
        receiver = Sockets.receiver(core);
        peers = new PeerSenders(core);
        ServerPattern made = new ServerPattern(core.type(), receiver, peers);
        pattern = made;
        peers.of(made);
        senders = Sockets.senders(core, room -> Sockets.receiving(core, receiver, made));
        core.onClose(peers::close);
    }

    @Override
    public SendScheduler senders() {
        return senders;
    }

    @Override
    public Receiver receiver() {
        return receiver;
    }

    @Override
    public MessageSender to(RoutingId peer) {
        return peers.to(peer);
    }

    @Override
    public S disconnectPeer(RoutingId peer) {
        peers.disconnect(peer);
        return self();
    }

    static final class Server extends DefaultServerSocket<ServerSocket> implements ServerSocket {

        Server(SocketBase core) {
            super(core);
        }
    }

    static final class Peer extends DefaultServerSocket<PeerSocket> implements PeerSocket {

        Peer(SocketBase core) {
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
