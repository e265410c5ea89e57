package io.reactivezmq.options;

/**
 * Options of sockets that send messages.
 *
 * @param <O> the options class of the socket type, returned for chaining
 */
public interface SendOptions<O extends SocketOptions<O>> {

    /**
     * Sets the send high-water mark: the number of messages that may be queued for each peer ({@code ZMQ_SNDHWM}). It
     * also bounds the demand that a publisher gets. Default 1000; zero for no limit.
     */
    default O sendHighWaterMark(int messages) {
        O options = SocketOptions.of(this);
        options.sendHighWaterMark = Check.atLeast(0, "sendHighWaterMark (ZMQ_SNDHWM)", messages);
        return options;
    }

    /**
     * Sets the number of callers that may wait: of {@code send(message)} for room, or of a REQ's {@code request} for a
     * place among the requests in flight. The next caller gets a {@link io.reactivezmq.error.TooManyPendingException}.
     * Default 1024.
     *
     * <p>For each peer of a ROUTER, SERVER, PEER or STREAM, {@code to(peer)} has this limit for itself. On other
     * threads than the socket's loop, {@code send(message)} may have to wait for the loop although there is room, and
     * always waits where room depends on the message. With zero, such a call fails.
     */
    default O maxPendingSends(int callers) {
        O options = SocketOptions.of(this);
        options.maxPendingSends = Check.atLeast(0, "maxPendingSends", callers);
        return options;
    }
}
