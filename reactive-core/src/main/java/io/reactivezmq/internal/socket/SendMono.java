package io.reactivezmq.internal.socket;

import java.util.function.Consumer;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** A Mono that hands each subscriber to whoever does the sending. */
final class SendMono extends Mono<Void> {

    private final Consumer<CoreSubscriber<? super Void>> start;

    SendMono(Consumer<CoreSubscriber<? super Void>> start) {
        this.start = start;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Void> actual) {
        start.accept(actual);
    }
}
