package io.reactivezmq.internal.receive;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.UndecodableMessageException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.signal.Signals;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** Decodes messages for a subscriber, in the call that delivers them. The subscriber requests from upstream itself. */
public final class DecodingSubscriber<T> implements CoreSubscriber<ZmqMessage>, Scannable {

    private final CoreSubscriber<? super T> actual;
    private final MessageCodec<T> codec;
    private final @Nullable UndecodableCount skipped;
    private @Nullable Subscription upstream;
    private boolean done;

    /** Creates a subscriber that fails with the first message that cannot be decoded. */
    public DecodingSubscriber(CoreSubscriber<? super T> actual, MessageCodec<T> codec) {
        this(actual, codec, null);
    }

    /** Creates a subscriber that skips and counts such messages, unless there is nothing to count them. */
    DecodingSubscriber(CoreSubscriber<? super T> actual, MessageCodec<T> codec, @Nullable UndecodableCount skipped) {
        this.actual = actual;
        this.codec = codec;
        this.skipped = skipped;
    }

    /** Returns the value of a message, or throws what the codec throws. */
    public static <T> T decode(MessageCodec<T> codec, ZmqMessage message) {
        return Objects.requireNonNull(codec.decode(message), "the codec returned null");
    }

    /** Returns the failure to decode a message, which names its peer. */
    public static UndecodableMessageException failure(ZmqMessage message, Throwable cause) {
        PeerInfo peer = message.peer();
        return new UndecodableMessageException(
                peer == null ? "unknown peer" : peer.address(), message.toString(), cause);
    }

    @Override
    public Context currentContext() {
        return actual.currentContext();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        upstream = subscription;
        actual.onSubscribe(subscription);
    }

    @Override
    public void onNext(ZmqMessage message) {
        if (done) {
            Signals.discard(actual, message);
            return;
        }
        T value;
        try {
            value = decode(codec, message);
        } catch (Throwable failure) {
            undecodable(message, failure);
            return;
        }
        actual.onNext(value);
    }

    private void undecodable(ZmqMessage message, Throwable failure) {
        Subscription source = Objects.requireNonNull(upstream);
        Signals.reportFatal(actual, failure);
        if (skipped != null) {
            skipped.add();
            Signals.discard(actual, message);
            source.request(1);
            return;
        }
        // As operators do, so that onErrorContinue works.
        Throwable end = Operators.onNextError(message, failure(message, failure), currentContext(), source);
        if (end == null) {
            source.request(1);
        } else {
            onError(end);
        }
    }

    @Override
    public void onError(Throwable cause) {
        if (done) {
            Signals.dropped(actual, cause);
        } else {
            done = true;
            actual.onError(cause);
        }
    }

    @Override
    public void onComplete() {
        if (!done) {
            done = true;
            actual.onComplete();
        }
    }

    @Override
    public @Nullable Object scanUnsafe(Attr key) {
        if (key == Attr.PARENT) {
            return upstream;
        }
        if (key == Attr.ACTUAL) {
            return actual;
        }
        if (key == Attr.TERMINATED) {
            return done;
        }
        return key == Attr.RUN_STYLE ? Attr.RunStyle.SYNC : null;
    }
}
