package io.reactivezmq.micrometer;

import io.micrometer.observation.ObservationRegistry;
import io.reactivezmq.MessageCodec;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.spi.HeaderRequester;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A REQ socket whose requests are observed. */
final class ObservedReqSocket extends DelegatingSocket<ReqSocket> implements ReqSocket {

    private final ObservationRegistry registry;
    private final ZmqClientObservationConvention convention;

    /** The socket again, if traces go on at the peer. */
    private final @Nullable HeaderRequester propagating;

    ObservedReqSocket(
            ReqSocket socket,
            ObservationRegistry registry,
            ZmqClientObservationConvention convention,
            @Nullable HeaderRequester propagating) {
        super(socket);
        this.propagating = propagating;
        this.registry = registry;
        this.convention = convention;
    }

    @Override
    public Mono<ZmqMessage> request(ZmqMessage message) {
        Objects.requireNonNull(message, "message");
        if (registry.isNoop()) {
            return socket.request(message);
        }
        return observe(message, context -> send(context, message).doOnNext(context::setResponse));
    }

    private Mono<ZmqMessage> send(ZmqClientContext context, ZmqMessage message) {
        return propagating == null ? socket.request(message) : propagating.request(message, context.headers());
    }

    @Override
    public <Q, A> Mono<A> request(Q value, MessageCodec<? super Q> requests, MessageCodec<A> answers) {
        if (registry.isNoop()) {
            return socket.request(value, requests, answers);
        }
        return observe(
                null,
                context ->
                        send(context, value, observedRequests(context, requests), observedAnswers(context, answers)));
    }

    private <Q, A> Mono<A> send(ZmqClientContext context, Q value, MessageCodec<Q> requests, MessageCodec<A> answers) {
        return propagating == null
                ? socket.request(value, requests, answers)
                : propagating.request(value, requests, answers, context.headers());
    }

    private <T> Mono<T> observe(@Nullable ZmqMessage message, Function<ZmqClientContext, Mono<T>> exchange) {
        return ObservedMono.observe(
                registry, convention, () -> new ZmqClientContext(name(), message), ZmqClientContext::outcome, exchange);
    }

    private static <Q> MessageCodec<Q> observedRequests(ZmqClientContext context, MessageCodec<? super Q> requests) {
        return new MessageCodec<>() {
            @Override
            public ZmqMessage encode(Q value) {
                ZmqMessage message = requests.encode(value);
                context.request(message);
                return message;
            }

            @Override
            public Q decode(ZmqMessage message) {
                throw new UnsupportedOperationException("this socket receives no requests");
            }
        };
    }

    private static <A> MessageCodec<A> observedAnswers(ZmqClientContext context, MessageCodec<A> answers) {
        return new MessageCodec<>() {
            @Override
            public ZmqMessage encode(A value) {
                return answers.encode(value);
            }

            @Override
            public A decode(ZmqMessage message) {
                context.setResponse(message);
                return answers.decode(message);
            }
        };
    }
}
