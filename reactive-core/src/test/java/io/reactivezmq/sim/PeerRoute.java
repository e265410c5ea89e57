package io.reactivezmq.sim;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.MessageSender;
import io.reactivezmq.PeerSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.options.value.OnUnsendable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Sends from a PEER to the peer to which it has connected last. */
final class PeerRoute implements MessageSender {

    private final PeerSocket socket;

    /** An id that no peer has, until the socket has connected. */
    private RoutingId peer = RoutingId.of(new byte[] {(byte) 0xff, 1, 1, 1});

    PeerRoute(PeerSocket socket) {
        this.socket = socket;
    }

    void connect(String uri) {
        peer = socket.connectPeer(uri);
    }

    private MessageSender present() {
        return socket.to(peer);
    }

    @Override
    public Mono<Void> send(Publisher<ZmqMessage> messages, OnUnsendable policy) {
        return present().send(messages, policy);
    }

    @Override
    public <T> Mono<Void> send(Publisher<T> values, MessageCodec<? super T> codec, OnUnsendable policy) {
        return present().send(values, codec, policy);
    }

    @Override
    public Mono<Void> send(ZmqMessage message) {
        return present().send(message);
    }

    @Override
    public boolean trySend(ZmqMessage message) {
        return present().trySend(message);
    }

    @Override
    public Mono<Void> flush() {
        return present().flush();
    }
}
