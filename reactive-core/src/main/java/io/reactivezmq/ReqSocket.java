package io.reactivezmq;

import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.TooManyPendingException;
import reactor.core.publisher.Mono;

/**
 * Sends requests to REP or ROUTER peers in turn and returns their answers (RFC 28). Any number of callers may send
 * requests at any time. At most {@code maxInFlight} requests, by default one, are in flight; further requests queue.
 */
public interface ReqSocket extends ZmqSocket<ReqSocket> {

    /**
     * Sends a request for each subscription and emits the answer on the socket's loop. The request waits in the socket
     * until a peer is connected.
     *
     * <p>The Mono fails with {@link PeerLostException} when the connection of the peer that got the request ends first.
     * It fails with {@link TooManyPendingException} when more than {@code maxPendingSends} requests would wait, and
     * with {@link SocketClosedException} when the socket is closed. It has no time limit of its own: add
     * {@code timeout} and {@code retry}.
     *
     * <p>Canceling withdraws the request. If it is already in flight, its late answer is discarded. In lockstep
     * ({@code maxInFlight} 1, {@code correlate} false) answers carry no number to tell them apart. There, withdrawing a
     * sent request closes the connection, which is made again at once.
     */
    Mono<ZmqMessage> request(ZmqMessage message);

    /**
     * Sends a value as a request and emits the value of its answer, as {@link #request(ZmqMessage)} does. The value is
     * encoded for each subscription, on its thread; a failure of that codec fails the Mono before anything is sent. The
     * answer is decoded on the socket's loop. The Mono fails with an
     * {@link io.reactivezmq.error.UndecodableMessageException} when that is impossible.
     *
     * @param requests encodes the request
     * @param answers decodes the answer
     */
    <Q, A> Mono<A> request(Q value, MessageCodec<? super Q> requests, MessageCodec<A> answers);

    /** Sends a request of one UTF-8 frame. See {@link #request(ZmqMessage)}. */
    default Mono<ZmqMessage> request(String text) {
        return request(ZmqMessage.of(text));
    }
}
