package io.reactivezmq.options;

/**
 * What a socket has that receives.
 *
 * @param <O> the options of the socket type at hand
 */
public interface ReceiveOptions<O extends SocketOptions<O>> {

    /**
     * How many messages may wait from each peer ({@code ZMQ_RCVHWM}) before its connection is no longer read, or, by
     * {@code udp}, more are dropped and counted. Default 1000; zero is without limit.
     */
    @SuppressWarnings("unchecked")
    default O receiveHighWaterMark(int messages) {
        O options = (O) this;
        options.receiveHighWaterMark = Check.atLeast(0, "receiveHighWaterMark (ZMQ_RCVHWM)", messages);
        return options;
    }
}
