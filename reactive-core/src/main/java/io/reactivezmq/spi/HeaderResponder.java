package io.reactivezmq.spi;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.options.ServeOptions;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Serves requests together with the headers in their envelopes, as {@link RequestHeaders} decodes them from the frame
 * before the delimiter. Each REP socket of a context implements this interface, which is for code that adds tracing to
 * sockets. The replies carry the same envelopes.
 *
 * <p>The headers are what the peer says. A frame that is no frame of headers is part of the envelope like any other,
 * and its request has no headers.
 */
public interface HeaderResponder {

    /** Serves requests as {@link RepSocket#serve(java.util.function.Function, Consumer)} does, with their headers. */
    Mono<Void> serve(
            BiFunction<? super ZmqMessage, Map<String, String>, ? extends Publisher<ZmqMessage>> handler,
            Consumer<? super ServeOptions> options);

    /**
     * Serves requests as {@link RepSocket#serve(MessageCodec, MessageCodec, java.util.function.Function, Consumer)}
     * does, with their headers.
     */
    <Q, A> Mono<Void> serve(
            MessageCodec<Q> requests,
            MessageCodec<? super A> answers,
            BiFunction<? super Q, Map<String, String>, ? extends Publisher<A>> handler,
            Consumer<? super ServeOptions> options);
}
