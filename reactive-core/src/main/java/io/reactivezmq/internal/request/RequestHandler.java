package io.reactivezmq.internal.request;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.receive.DecodingSubscriber;
import java.util.Objects;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;

/** The application's handler of requests, of messages or of values. */
public final class RequestHandler {

    private final Function<? super ZmqMessage, ? extends Publisher<?>> handler;
    private final Function<Object, ZmqMessage> encoder;

    /** Whether the handler has to see the thread-locals that belong to the subscriber's context. */
    private final boolean restoresThreadLocals = Hooks.isAutomaticContextPropagationEnabled();

    private RequestHandler(
            Function<? super ZmqMessage, ? extends Publisher<?>> handler, Function<Object, ZmqMessage> encoder) {
        this.handler = handler;
        this.encoder = encoder;
    }

    /** Creates a handler of messages. */
    public static RequestHandler of(Function<? super ZmqMessage, ? extends Publisher<ZmqMessage>> handler) {
        return new RequestHandler(handler, ZmqMessage.class::cast);
    }

    /** Creates a handler of values. */
    public static <Q, A> RequestHandler of(
            MessageCodec<Q> requests,
            MessageCodec<? super A> answers,
            Function<? super Q, ? extends Publisher<A>> handler) {
        return new RequestHandler(request -> handler.apply(decode(requests, request)), value -> encode(answers, value));
    }

    private static <Q> Q decode(MessageCodec<Q> codec, ZmqMessage request) {
        try {
            return DecodingSubscriber.decode(codec, request);
        } catch (Exception failure) {
            throw DecodingSubscriber.failure(request, failure);
        }
    }

    @SuppressWarnings("unchecked") // The value comes from a publisher of this type.
    private static <A> ZmqMessage encode(MessageCodec<? super A> codec, Object value) {
        return codec.encode((A) value);
    }

    /** Calls the application's code, which may throw anything. */
    Publisher<?> ask(ZmqMessage request) {
        if (restoresThreadLocals) {
            return Flux.defer(() -> (Publisher<?>) handler.apply(request)).contextWrite(context -> context);
        }
        return Objects.requireNonNull(handler.apply(request), "the handler returned null");
    }

    /** Returns the answer of a value that the handler's publisher has emitted. May throw anything as well. */
    ZmqMessage answer(Object value) {
        return Objects.requireNonNull(encoder.apply(value), "the codec returned null");
    }
}
