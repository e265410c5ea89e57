package io.reactivezmq.options;

/**
 * Options of sockets that receive messages.
 *
 * @param <O> the options class of the socket type, returned for chaining
 */
public interface ReceiveOptions<O extends SocketOptions<O>> {

    /**
     * Sets the receive high-water mark: the number of messages from each peer that may wait to be received
     * ({@code ZMQ_RCVHWM}). At the mark, the connection is no longer read; on {@code udp}, further messages are dropped
     * and counted. Default 1000; zero for no limit.
     */
    default O receiveHighWaterMark(int messages) {
        O options = SocketOptions.of(this);
        options.receiveHighWaterMark = Check.atLeast(0, "receiveHighWaterMark (ZMQ_RCVHWM)", messages);
        return options;
    }
}
