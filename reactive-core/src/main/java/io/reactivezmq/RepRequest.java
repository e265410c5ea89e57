package io.reactivezmq;

import reactor.core.publisher.Mono;

/** A request received by a REP socket that waits for its answer. All methods may be called on any thread. */
public interface RepRequest {

    /** Returns the body of the request, without the envelope. {@link ZmqMessage#peer()} is the requesting peer. */
    ZmqMessage message();

    /**
     * Sends the answer to the requesting peer. Only the first answer counts. It is dropped and counted when the peer's
     * connection has ended or the peer is at its high-water mark.
     */
    void reply(ZmqMessage answer);

    /**
     * Ends the request without an answer, as ZeroMQ has no error reply. A closing socket does not wait for it. Does
     * nothing when the request is already answered or declined.
     */
    void decline();

    /**
     * Returns whether the request can still be answered: it is neither answered nor declined, and the connection that
     * it arrived on still exists.
     */
    boolean isOpen();

    /**
     * Completes when the request has ended. It ends when it is answered or declined, when the requesting peer's
     * connection ends, or when the socket was closed and its {@code linger} time is over. Signals on any thread and
     * never fails.
     *
     * <p>To cancel work for a peer that has disconnected, use {@code work.takeUntilOther(request.onEnd())}.
     */
    Mono<Void> onEnd();
}
