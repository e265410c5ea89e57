package io.reactivezmq;

import reactor.core.publisher.Mono;

/**
 * Forwards whole messages between two sockets, in each direction that their types allow ({@code zmq_proxy_steerable}).
 * Each direction's demand is the other side's room: nothing is buffered in between, and a full backend stops the
 * frontend. Made by {@link ZmqContext#proxy}. All methods may be called on any thread.
 */
public interface ZmqProxy {

    /**
     * Copies each forwarded message, of both directions, to this sender as well. The copy never holds up the message: one
     * for which there is no room, or which that sender refuses, is counted in the statistics.
     */
    ZmqProxy capture(Sending copies);

    /**
     * Forwards while subscribed to. Completes when {@link #terminate} is called or a socket is closed; the sockets stay
     * open. Only one subscription at a time.
     */
    Mono<Void> run();

    /** Stops forwarding. What comes meanwhile waits in the sockets. */
    void pause();

    /** Goes on. */
    void resume();

    /** Ends {@link #run}. */
    void terminate();

    /** What was forwarded so far. */
    Statistics statistics();

    /**
     * What was forwarded.
     *
     * @param frontendMessages messages from the frontend to the backend
     * @param frontendBytes octets in them
     * @param backendMessages messages from the backend to the frontend
     * @param backendBytes octets in them
     * @param captureDropped copies for which there was no room, or which were refused
     */
    record Statistics(
            long frontendMessages, long frontendBytes, long backendMessages, long backendBytes, long captureDropped) {}
}
