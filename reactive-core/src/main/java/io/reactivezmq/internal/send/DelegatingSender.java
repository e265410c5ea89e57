package io.reactivezmq.internal.send;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.MessageSender;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.options.value.OnUnsendable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Sends through a socket's {@link SendScheduler}. */
public interface DelegatingSender extends MessageSender {

    SendScheduler senders();

    @Override
    default Mono<Void> send(Publisher<ZmqMessage> messages, OnUnsendable policy) {
        return senders().send(messages, policy);
    }

    @Override
    default <T> Mono<Void> send(Publisher<T> values, MessageCodec<? super T> codec, OnUnsendable policy) {
        return senders().send(values, codec, policy);
    }

    @Override
    default Mono<Void> send(ZmqMessage message) {
        return senders().send(message);
    }

    @Override
    default boolean trySend(ZmqMessage message) {
        return senders().trySend(message);
    }

    @Override
    default Mono<Void> flush() {
        return senders().flush();
    }
}
