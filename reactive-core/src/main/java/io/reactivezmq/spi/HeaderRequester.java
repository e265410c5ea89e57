package io.reactivezmq.spi;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Sends requests with headers in their envelopes, as {@link RequestHeaders} encodes them: {@code [headers, "", body]},
 * or {@code [number, headers, "", body]} for a REQ whose requests have numbers. Each REQ socket of a context implements
 * this interface, which is for code that adds tracing to sockets.
 *
 * <p>REP peers of any implementation send the envelope back with the reply, and do not show it to their application. A
 * ROUTER peer whose application expects the delimiter at a fixed position cannot read such requests.
 */
public interface HeaderRequester {

    /**
     * Sends a request with headers, as {@link ReqSocket#request(ZmqMessage)} does without. Headers that have no place
     * in the frame are left out, and so is the frame if no header is left.
     */
    Mono<ZmqMessage> request(ZmqMessage message, Map<String, String> headers);

    /**
     * Sends a value as a request with headers, as {@link ReqSocket#request(Object, MessageCodec, MessageCodec)} does
     * without.
     */
    <Q, A> Mono<A> request(
            Q value, MessageCodec<? super Q> requests, MessageCodec<A> answers, Map<String, String> headers);
}
