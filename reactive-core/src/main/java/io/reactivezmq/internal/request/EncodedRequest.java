package io.reactivezmq.internal.request;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.receive.DecodingSubscriber;
import io.reactivezmq.internal.signal.Signals;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/** A request of a value, encoded for each subscriber, whose answer is decoded. */
public final class EncodedRequest<Q, A> extends Mono<A> implements Scannable {

    private final RequestScheduler requests;
    private final Q value;
    private final MessageCodec<? super Q> encoder;
    private final MessageCodec<A> decoder;
    private final byte @Nullable [] headers;

    private EncodedRequest(
            RequestScheduler requests,
            Q value,
            MessageCodec<? super Q> encoder,
            MessageCodec<A> decoder,
            byte @Nullable [] headers) {
        this.requests = requests;
        this.value = Objects.requireNonNull(value, "value");
        this.encoder = Objects.requireNonNull(encoder, "requests");
        this.decoder = Objects.requireNonNull(decoder, "answers");
        this.headers = headers;
    }

    /**
     * Creates a request.
     *
     * @param headers the frame of headers in its envelope, or null
     */
    public static <Q, A> Mono<A> of(
            RequestScheduler requests,
            Q value,
            MessageCodec<? super Q> encoder,
            MessageCodec<A> decoder,
            byte @Nullable [] headers) {
        return onAssembly(new EncodedRequest<>(requests, value, encoder, decoder, headers));
    }

    @Override
    public void subscribe(CoreSubscriber<? super A> actual) {
        ZmqMessage message;
        try {
            message = Objects.requireNonNull(encoder.encode(value), "the codec returned null");
        } catch (Throwable failure) {
            Operators.error(actual, failure);
            Signals.reportFatal(actual, failure);
            return;
        }
        // Not as a CoreSubscriber: this way Reactor restores thread-locals for the codec, if it has to.
        Subscriber<ZmqMessage> decoding = new DecodingSubscriber<>(actual, decoder);
        requests.request(message, headers).subscribe(decoding);
    }

    @Override
    public String stepName() {
        return "request";
    }

    @Override
    public @Nullable Object scanUnsafe(Attr key) {
        return key == Attr.RUN_STYLE ? Attr.RunStyle.ASYNC : null;
    }
}
