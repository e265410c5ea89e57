package io.reactivezmq.internal.socket;

import io.reactivezmq.MessageSender;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.internal.pattern.RouterPattern;

/** A ROUTER socket: one sender for all peers, and senders to single peers. */
final class DefaultRouterSocket extends DefaultZmqSocket<RouterSocket>
        implements RouterSocket, DelegatingSender, DelegatingReceiver {

    private final Receiver receiver;
    private final SendScheduler senders;
    private final PeerSenders peers;
    private final RouterPattern pattern;

    DefaultRouterSocket(SocketBase core) {
        super(core);
        receiver = Sockets.receiver(core);
        peers = new PeerSenders(core);
        pattern = new RouterPattern(core.settings().pattern(), receiver, peers);
        peers.of(pattern);
        senders = Sockets.senders(core, room -> Sockets.receiving(core, receiver, pattern));
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
    public RouterSocket connect(String endpoint, RoutingId peer) {
        core.endpoints().connect(endpoint, peer.bytes());
        return this;
    }

    @Override
    public RouterSocket disconnectPeer(RoutingId peer) {
        peers.disconnect(peer);
        return this;
    }

    @Override
    public RouterSocket mandatory(boolean enabled) {
        pattern.mandatory(enabled);
        return this;
    }

    @Override
    public RouterSocket handover(boolean enabled) {
        pattern.handover(enabled);
        return this;
    }

    @Override
    public MessageSender to(RoutingId peer) {
        return peers.to(peer);
    }
}
