package io.reactivezmq.internal.type;

import io.reactivezmq.DatagramAddress;
import io.reactivezmq.DgramSocket;
import io.reactivezmq.Endpoint;
import io.reactivezmq.MessageCodec;
import io.reactivezmq.MessageSender;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.UnsupportedTransportException;
import io.reactivezmq.internal.pattern.balanced.DgramPattern;
import io.reactivezmq.options.value.OnUnsendable;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A DGRAM socket, which sends and receives datagrams over {@code udp}. */
public final class DefaultDgramSocket extends DefaultDuplexSocket<DgramSocket, DgramPattern> implements DgramSocket {

    public DefaultDgramSocket(SocketPlan plan) {
        super(new DuplexParts<>(
                plan,
                (inbound, room) -> new DgramPattern(
                        inbound,
                        room,
                        plan.scope().settings().links().transport().datagrams().maxSize())));
    }

    @Override
    public Mono<Endpoint> bind(String endpoint) {
        if (!endpoint.startsWith("udp:")) {
            throw new UnsupportedTransportException(endpoint, "a DGRAM speaks udp");
        }
        return super.bind(endpoint);
    }

    @Override
    public DgramSocket connect(String endpoint) {
        throw new UnsupportedTransportException(
                endpoint, "a DGRAM does not connect: it is bound, and sends to the address in each message");
    }

    @Override
    public MessageSender to(InetSocketAddress peer) {
        return new To(DatagramAddress.frame(peer));
    }

    /** Prepends one address to each message. */
    private final class To implements MessageSender {

        private final byte[] address;

        To(byte[] address) {
            this.address = address;
        }

        @Override
        public Mono<Void> send(Publisher<ZmqMessage> messages, OnUnsendable policy) {
            return senders().send(Flux.from(messages).map(body -> body.prepend(address)), policy);
        }

        @Override
        public <T> Mono<Void> send(Publisher<T> values, MessageCodec<? super T> codec, OnUnsendable policy) {
            Objects.requireNonNull(codec, "codec");
            return senders().sendEncoded(values, value -> codec.encode(value).prepend(address), policy);
        }

        @Override
        public Mono<Void> send(ZmqMessage message) {
            return senders().send(message.prepend(address));
        }

        @Override
        public boolean trySend(ZmqMessage message) {
            return senders().trySend(message.prepend(address));
        }

        @Override
        public Mono<Void> flush() {
            return senders().flush();
        }
    }
}
