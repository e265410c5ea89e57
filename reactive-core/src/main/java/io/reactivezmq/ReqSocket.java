package io.reactivezmq;

import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.TooManyPendingException;
import reactor.core.publisher.Mono;

/**
 * Asks REP or ROUTER peers in turn (RFC 28). Any number of callers may ask at any time: they queue, and as many
 * requests as {@code maxInFlight} are under way.
 */
public interface ReqSocket extends ZmqSocket<ReqSocket> {

    /**
     * Asks once subscribed to, and again for each further subscription. The answer is signalled on the socket's loop.
     *
     * <p>Fails with {@link PeerLostException} when the asked peer's connection ends first, with
     * {@link TooManyPendingException} when too many wait already, with {@link SocketClosedException}. It has no time
     * limit of its own: add {@code timeout} and {@code retry}. Cancelling withdraws the request; if it is under way
     * already, its late answer reaches nobody else. In lockstep ({@code maxInFlight} 1) that costs the connection to
     * the asked peer, which is made anew at once.
     */
    Mono<ZmqMessage> request(ZmqMessage message);

    /** Asks with one UTF-8 frame. */
    default Mono<ZmqMessage> request(String text) {
        return request(ZmqMessage.of(text));
    }
}
