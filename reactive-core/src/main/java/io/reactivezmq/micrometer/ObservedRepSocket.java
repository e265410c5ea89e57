package io.reactivezmq.micrometer;

import io.micrometer.observation.ObservationRegistry;
import io.reactivezmq.MessageCodec;
import io.reactivezmq.RepRequest;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.options.ServeOptions;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A REP socket whose handlers are observed. */
final class ObservedRepSocket extends DelegatingSocket<RepSocket> implements RepSocket {

    private final ObservationRegistry registry;
    private final ZmqServerObservationConvention convention;

    ObservedRepSocket(RepSocket socket, ObservationRegistry registry, ZmqServerObservationConvention convention) {
        super(socket);
        this.registry = registry;
        this.convention = convention;
    }

    @Override
    public Mono<Void> serve(
            Function<? super ZmqMessage, ? extends Publisher<ZmqMessage>> handler,
            Consumer<? super ServeOptions> options) {
        Objects.requireNonNull(handler, "handler");
        if (registry.isNoop()) {
            return socket.serve(handler, options);
        }
        return socket.serve(
                request -> observe(request, context -> answer(handler, request).doOnNext(context::setResponse)),
                options);
    }

    @Override
    public <Q, A> Mono<Void> serve(
            MessageCodec<Q> requests,
            MessageCodec<? super A> answers,
            Function<? super Q, ? extends Publisher<A>> handler,
            Consumer<? super ServeOptions> options) {
        Objects.requireNonNull(requests, "requests");
        Objects.requireNonNull(handler, "handler");
        if (registry.isNoop()) {
            return socket.serve(requests, answers, handler, options);
        }
        return socket.serve(
                new DecodingCodec<>(requests),
                answers,
                request -> observe(request.message(), context -> answer(handler, request.value())),
                options);
    }

    /** The first message of a publisher is the reply, here as in the socket. */
    private static <Q, A> Mono<A> answer(Function<? super Q, ? extends Publisher<A>> handler, Q request) {
        return Mono.from(Objects.requireNonNull(handler.apply(request), "the handler returned null"));
    }

    private <T> Mono<T> observe(ZmqMessage request, Function<ZmqServerContext, Mono<T>> exchange) {
        return ObservedRequest.observe(
                registry, convention, () -> new ZmqServerContext(name(), request), ZmqServerContext::outcome, exchange);
    }

    /** A request as it came, and its value. */
    private record Decoded<Q>(ZmqMessage message, Q value) {}

    /** Keeps the message with its value. */
    private record DecodingCodec<Q>(MessageCodec<Q> values) implements MessageCodec<Decoded<Q>> {

        @Override
        public ZmqMessage encode(Decoded<Q> request) {
            return values.encode(request.value());
        }

        @Override
        public Decoded<Q> decode(ZmqMessage message) {
            return new Decoded<>(message, values.decode(message));
        }
    }

    @Override
    public Flux<RepRequest> requests() {
        return socket.requests();
    }
}
