package io.reactivezmq.micrometer;

import io.micrometer.observation.ObservationRegistry;
import io.reactivezmq.MessageCodec;
import io.reactivezmq.RepRequest;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.options.ServeOptions;
import io.reactivezmq.spi.HeaderResponder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A REP socket whose handlers are observed. */
final class ObservedRepSocket extends DelegatingSocket<RepSocket> implements RepSocket {

    private final ObservationRegistry registry;
    private final ZmqServerObservationConvention convention;

    /** The socket again, if traces of peers go on here. */
    private final @Nullable HeaderResponder propagating;

    ObservedRepSocket(
            RepSocket socket,
            ObservationRegistry registry,
            ZmqServerObservationConvention convention,
            @Nullable HeaderResponder propagating) {
        super(socket);
        this.propagating = propagating;
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
        BiFunction<ZmqMessage, Map<String, String>, Mono<ZmqMessage>> observed = (request, headers) ->
                observe(request, headers, context -> answer(handler, request).doOnNext(context::setResponse));
        return propagating == null
                ? socket.serve(request -> observed.apply(request, new HashMap<>()), options)
                : propagating.serve(observed, options);
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
        MessageCodec<Decoded<Q>> decoding = new DecodingCodec<>(requests);
        BiFunction<Decoded<Q>, Map<String, String>, Mono<A>> observed =
                (request, headers) -> observe(request.message(), headers, context -> answer(handler, request.value()));
        return propagating == null
                ? socket.serve(decoding, answers, request -> observed.apply(request, new HashMap<>()), options)
                : propagating.serve(decoding, answers, observed, options);
    }

    /** The first message of a publisher is the reply, here as in the socket. */
    private static <Q, A> Mono<A> answer(Function<? super Q, ? extends Publisher<A>> handler, Q request) {
        return Mono.from(Objects.requireNonNull(handler.apply(request), "the handler returned null"));
    }

    private <T> Mono<T> observe(
            ZmqMessage request, Map<String, String> headers, Function<ZmqServerContext, Mono<T>> exchange) {
        return ObservedMono.observe(
                registry,
                convention,
                () -> new ZmqServerContext(name(), request, headers),
                ZmqServerContext::outcome,
                exchange);
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
