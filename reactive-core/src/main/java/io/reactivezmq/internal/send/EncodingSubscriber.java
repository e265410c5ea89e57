package io.reactivezmq.internal.send;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.signal.Signals;
import io.reactivezmq.options.value.OnUnsendable;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.Scannable;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** Encodes values for a {@link PublisherSend}, in the call that emits them. The send requests from upstream itself. */
final class EncodingSubscriber<T> implements CoreSubscriber<T>, Scannable {

    private final PublisherSend send;
    private final Function<? super T, ZmqMessage> encoder;
    private final OnUnsendable policy;
    private @Nullable Subscription upstream;
    private boolean done;

    EncodingSubscriber(PublisherSend send, Function<? super T, ZmqMessage> encoder, OnUnsendable policy) {
        this.send = send;
        this.encoder = encoder;
        this.policy = policy;
    }

    @Override
    public Context currentContext() {
        return send.currentContext();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (Operators.validate(upstream, subscription)) {
            upstream = subscription;
            send.onSubscribe(subscription);
        }
    }

    @Override
    public void onNext(T value) {
        Objects.requireNonNull(value, "value");
        if (done) {
            Signals.discard(send.subscriber(), value);
            return;
        }
        ZmqMessage message;
        try {
            message = Objects.requireNonNull(encoder.apply(value), "the codec returned null");
        } catch (Throwable failure) {
            unencodable(value, failure);
            return;
        }
        send.onNext(message);
    }

    private void unencodable(T value, Throwable failure) {
        Signals.reportFatal(send.subscriber(), failure);
        if (policy == OnUnsendable.DROP) {
            Signals.discard(send.subscriber(), value);
            send.unencodable();
            return;
        }
        Throwable end;
        if (Exceptions.isFatal(failure)) {
            Signals.cancel(upstream, send.subscriber());
            end = failure;
        } else {
            // As operators do, so that onErrorContinue works.
            end = Operators.onNextError(value, failure, currentContext(), Objects.requireNonNull(upstream));
        }
        if (end == null) {
            send.passOver();
        } else {
            onError(end);
        }
    }

    @Override
    public void onError(Throwable cause) {
        if (done) {
            Signals.dropped(send.subscriber(), cause);
        } else {
            done = true;
            send.onError(cause);
        }
    }

    @Override
    public void onComplete() {
        if (!done) {
            done = true;
            send.onComplete();
        }
    }

    @Override
    public @Nullable Object scanUnsafe(Attr key) {
        if (key == Attr.PARENT) {
            return upstream;
        }
        if (key == Attr.ACTUAL) {
            return send.subscriber();
        }
        if (key == Attr.TERMINATED) {
            return done;
        }
        return key == Attr.RUN_STYLE ? Attr.RunStyle.SYNC : null;
    }
}
