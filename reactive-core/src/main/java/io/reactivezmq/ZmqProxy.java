package io.reactivezmq;

import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent.MessagesDropped;
import reactor.core.publisher.Mono;

/**
 * Forwards whole messages between two sockets, in each direction that their types allow ({@code zmq_proxy_steerable}).
 * Each direction's demand is the other side's room: nothing is buffered in between, and a full backend stops the
 * frontend. Made by {@link ZmqContext#proxy}. All methods may be called on any thread.
 */
public interface ZmqProxy {

    /**
     * Copies each forwarded message, of both directions, to this sender as well. The copy never holds up the message:
     * one for which there is no room, or which that sender refuses, is counted in the statistics.
     */
    ZmqProxy capture(MessageSender copies);

    /**
     * Forwards while subscribed to. A message that the other socket can never send, such as one without a routing id
     * for a ROUTER or of several frames for a SCATTER, is dropped, counted here and as {@link DropReason#UNSENDABLE} or
     * the like in that socket's statistics, and reported by its event {@link MessagesDropped}; the proxy goes on.
     *
     * <p>Completes when {@link #terminate} is called or a socket is closed; the sockets stay open. By then every
     * message that was taken from one socket has been accepted by the other or is counted as dropped. A second
     * subscription while one is under way fails with {@link IllegalStateException}. Cancelling it ends it as
     * {@code terminate} does.
     */
    Mono<Void> run();

    /**
     * Stops forwarding, at once on the loop of the socket that receives, else soon. What comes meanwhile waits in the
     * sockets. It holds for the next {@link #run} as well.
     */
    void pause();

    /** Goes on. */
    void resume();

    /**
     * Ends {@link #run}. What was taken from one socket before is still given to the other, and dropped and counted if
     * that has no room for it.
     */
    void terminate();

    /** What was forwarded so far; exact once {@link #run} has completed. */
    Statistics statistics();

    /**
     * What was forwarded.
     *
     * @param frontendMessages messages taken from the frontend for the backend
     * @param frontendBytes bytes in them
     * @param frontendDropped how many of them the backend did not accept: it cannot send them, or the proxy ended first
     * @param backendMessages messages taken from the backend for the frontend
     * @param backendBytes bytes in them
     * @param backendDropped how many of them the frontend did not accept
     * @param captureDropped copies for which there was no room, or which were refused
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
