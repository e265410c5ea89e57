package io.reactivezmq.internal.request;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pattern.reqrep.IncomingRequest;
import io.reactivezmq.internal.receive.DecodingSubscriber;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;

/** The application's handler of requests, of messages or of values. */
public abstract class RequestHandler {

    private final Function<Object, ZmqMessage> encoder;

    /** Whether the handler has to see the thread-locals that belong to the subscriber's context. */
    private final boolean restoresThreadLocals = Hooks.isAutomaticContextPropagationEnabled();

    private RequestHandler(Function<Object, ZmqMessage> encoder) {
        this.encoder = encoder;
    }

    /** A handler that gets the body of a request. */
    private static final class OfBody extends RequestHandler {

        private final Function<? super ZmqMessage, ? extends Publisher<?>> handler;

        OfBody(Function<? super ZmqMessage, ? extends Publisher<?>> handler, Function<Object, ZmqMessage> encoder) {
            super(encoder);
            this.handler = handler;
        }

        @Override
        Publisher<?> call(IncomingRequest request) {
            return handler.apply(request.body());
        }
    }

    /** A handler that gets the headers too. */
    private static final class OfHeaders extends RequestHandler {

        private final BiFunction<? super ZmqMessage, Map<String, String>, ? extends Publisher<?>> handler;

        OfHeaders(
                BiFunction<? super ZmqMessage, Map<String, String>, ? extends Publisher<?>> handler,
                Function<Object, ZmqMessage> encoder) {
            super(encoder);
            this.handler = handler;
        }

        @Override
        Publisher<?> call(IncomingRequest request) {
            return handler.apply(request.body(), request.headers());
        }
    }

    /** Creates a handler of messages. */
    public static RequestHandler of(Function<? super ZmqMessage, ? extends Publisher<ZmqMessage>> handler) {
        return new OfBody(handler, ZmqMessage.class::cast);
    }

    /** Creates a handler of messages and the headers in their envelopes. */
    public static RequestHandler withHeaders(
            BiFunction<? super ZmqMessage, Map<String, String>, ? extends Publisher<ZmqMessage>> handler) {
        return new OfHeaders(handler, ZmqMessage.class::cast);
    }

    /** Creates a handler of values. */
    public static <Q, A> RequestHandler of(
            MessageCodec<Q> requests,
            MessageCodec<? super A> answers,
            Function<? super Q, ? extends Publisher<A>> handler) {
        return new OfBody(request -> handler.apply(decode(requests, request)), value -> encode(answers, value));
    }

    /** Creates a handler of values and the headers in their envelopes. */
    public static <Q, A> RequestHandler withHeaders(
            MessageCodec<Q> requests,
            MessageCodec<? super A> answers,
            BiFunction<? super Q, Map<String, String>, ? extends Publisher<A>> handler) {
        return new OfHeaders(
                (request, headers) -> handler.apply(decode(requests, request), headers),
                value -> encode(answers, value));
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
    final Publisher<?> ask(IncomingRequest request) {
        if (restoresThreadLocals) {
            return Flux.defer(() -> (Publisher<?>) call(request)).contextWrite(context -> context);
        }
        return Objects.requireNonNull(call(request), "the handler returned null");
    }

    /** Passes what the handler needs of the request. */
    abstract Publisher<?> call(IncomingRequest request);

    /** Returns the answer of a value that the handler's publisher has emitted. May throw anything as well. */
    final ZmqMessage answer(Object value) {
        return Objects.requireNonNull(encoder.apply(value), "the codec returned null");
    }
}
