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
     * Sets the number of callers of {@code send(message)} that may wait for room. The next caller gets an error.
     * Default 1024.
     */
    default O maxPendingSends(int callers) {
        O options = SocketOptions.of(this);
        options.maxPendingSends = Check.atLeast(0, "maxPendingSends", callers);
        return options;
    }
}
