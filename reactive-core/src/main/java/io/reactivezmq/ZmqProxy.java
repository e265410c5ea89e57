package io.reactivezmq;

import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent.MessagesDropped;
import reactor.core.publisher.Mono;

/**
 * Forwards whole messages between two sockets, in each direction that their types allow ({@code zmq_proxy_steerable}).
 * {@link ZmqContext#proxy} creates it.
 *
 * <p>Demand on the receiving socket is the room at the sending one. Nothing is buffered in between, so a full backend
 * back-pressures the frontend. All methods may be called on any thread.
 */
public interface ZmqProxy {

    /**
     * Sends a copy of each forwarded message, of both directions, to another sender as well. The copy never delays the
     * message. Copies for which there is no room, or which that sender refuses, are counted in the statistics.
     */
    ZmqProxy capture(MessageSender copies);

    /**
     * Forwards messages while subscribed to.
     *
     * <p>The proxy drops messages that the other socket can never send, and goes on. Examples are a message without a
     * routing id for a ROUTER, or one of several frames for a SCATTER. They are counted here and in the statistics of
     * that socket, as {@link DropReason#UNSENDABLE} for example, and reported by its event {@link MessagesDropped}.
     *
     * <p>The Mono completes when {@link #terminate} is called or one of the sockets is closed; the proxy leaves the
     * sockets open. By then every message taken from one socket has been accepted by the other or is counted as
     * dropped. Canceling ends forwarding as {@code terminate} does. A second subscription during a run fails with
     * {@link IllegalStateException}, and one after a socket was closed or drained with {@link SocketClosedException}.
     */
    Mono<Void> run();

    /**
     * Stops forwarding: at once when called on the loop of the receiving socket, else soon. Messages that arrive
     * meanwhile wait in the sockets. The pause also applies to later calls of {@link #run}, until {@link #resume}.
     */
    void pause();

    /** Resumes forwarding after {@link #pause}. */
    void resume();

    /**
     * Ends {@link #run}. Messages already taken from one socket are still offered to the other. They are dropped and
     * counted when it has no room.
     */
    void terminate();

    /** Returns the counters since the proxy was created. They are exact once {@link #run} has completed. */
    Statistics statistics();

    /**
     * The counters of a proxy.
     *
     * @param frontendMessages messages taken from the frontend for the backend
     * @param frontendBytes bytes in these messages
     * @param frontendDropped those of these messages that the backend did not accept, because it cannot send them or
     *     the proxy ended first
     * @param backendMessages messages taken from the backend for the frontend
     * @param backendBytes bytes in these messages
     * @param backendDropped those of these messages that the frontend did not accept
     * @param captureDropped copies for which there was no room, or which the capturing sender refused
     */
    record Statistics(
            long frontendMessages,
            long frontendBytes,
            long frontendDropped,
            long backendMessages,
            long backendBytes,
            long backendDropped,
            long captureDropped) {}
}
