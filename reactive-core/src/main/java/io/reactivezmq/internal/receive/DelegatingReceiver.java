package io.reactivezmq.internal.receive;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.MessageReceiver;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.options.value.OnUndecodable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Receives through a socket's {@link Receiver}. */
public interface DelegatingReceiver extends MessageReceiver {

    Receiver receiver();

    @Override
    default Flux<ZmqMessage> receive() {
        return receiver().messages();
    }

    @Override
    default Flux<ZmqMessage> receive(Scheduler scheduler) {
        return receiver().messages(scheduler);
    }

    @Override
    default <T> Flux<T> receive(MessageCodec<T> codec, OnUndecodable policy) {
        return receiver().values(codec, policy);
    }

    @Override
    default <T> Flux<T> receive(Scheduler scheduler, MessageCodec<T> codec, OnUndecodable policy) {
        return receiver().values(scheduler, codec, policy);
    }

    @Override
    default Mono<ZmqMessage> receiveOne() {
        return receiver().next();
    }

    @Override
    default Mono<ZmqMessage> receiveOne(Duration timeout) {
        return receiver().next(timeout);
    }

    @Override
    default @Nullable ZmqMessage tryReceive() {
        return receiver().tryNext();
    }
}
