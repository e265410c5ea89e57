package io.reactivezmq;

import reactor.core.publisher.Mono;

/** A request to a REP socket that waits for its answer. All methods may be called on any thread. */
public interface RepRequest {

    /** The request's body, without the envelope; {@link ZmqMessage#peer()} tells which peer asked. */
    ZmqMessage message();

    /**
     * Answers. Only the first answer counts. It is dropped and counted when the asking peer's connection has ended or
     * the peer does not read.
     */
    void reply(ZmqMessage answer);

    /**
     * Gives the request up: the peer gets no answer, as ZeroMQ knows no error reply, and a socket that is being closed
     * does not wait for one. Does nothing when the request has ended already.
     */
    void decline();

    /**
     * Returns whether an answer can still be given: it was neither given nor declined, and the connection that the
     * request came by is still there.
     */
    boolean isOpen();

    /**
     * Completes when the request has ended: it is answered or declined, the asking peer's connection has ended, or the
     * socket was closed and its {@code linger} time is over. Work for a peer that has gone is cancelled by
     * {@code work.takeUntilOther(request.onEnd())}. Signalled on any thread; never an error.
     */
    Mono<Void> onEnd();
}
