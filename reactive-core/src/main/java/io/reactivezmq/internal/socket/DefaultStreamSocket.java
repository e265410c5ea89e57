package io.reactivezmq.internal.socket;

import io.reactivezmq.Endpoint;
import io.reactivezmq.MessageSender;
import io.reactivezmq.RoutingId;
import io.reactivezmq.StreamSocket;
import io.reactivezmq.error.UnsupportedTransportException;
import io.reactivezmq.internal.pattern.StreamPattern;
import reactor.core.publisher.Mono;

/** A STREAM socket, which exchanges raw bytes. */
final class DefaultStreamSocket extends DefaultZmqSocket<StreamSocket>
        implements StreamSocket, DelegatingSender, DelegatingReceiver {

    private final Receiver receiver;
    private final SendScheduler senders;
    private final PeerSenders peers;

    DefaultStreamSocket(SocketBase core) {
        super(core);
        receiver = Sockets.receiver(core);
        peers = new PeerSenders(core);
        StreamPattern pattern = new StreamPattern(receiver, peers, core::disconnect, core.loop()::execute);
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

    /**
     * Refuses transports other than {@code tcp} and {@code ipc}: a STREAM exchanges raw bytes, and {@code inproc}
     * passes whole messages.
     */
    private static void check(String endpoint) {
        if (!endpoint.startsWith("tcp:") && !endpoint.startsWith("ipc:")) {
            throw new UnsupportedTransportException(endpoint, "a STREAM speaks tcp or ipc");
        }
    }

    @Override
    public Mono<Endpoint> bind(String endpoint) {
        check(endpoint);
        return super.bind(endpoint);
    }

    @Override
    public StreamSocket connect(String endpoint) {
        check(endpoint);
        return super.connect(endpoint);
    }

    @Override
    public StreamSocket connect(String endpoint, RoutingId peer) {
        check(endpoint);
        core.endpoints().connect(endpoint, peer.bytes());
        return this;
    }

    @Override
    public StreamSocket disconnectPeer(RoutingId peer) {
        peers.disconnect(peer);
        return this;
    }

    @Override
    public MessageSender to(RoutingId peer) {
        return peers.to(peer);
    }
}
