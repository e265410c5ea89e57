package io.reactivezmq.options;

/**
 * What a socket has that sends.
 *
 * @param <O> the options of the socket type at hand
 */
public interface SendOptions<O extends SocketOptions<O>> {

    /**
     * How many messages may wait for each peer ({@code ZMQ_SNDHWM}), and with it how many a publisher is asked for.
     * Default 1000; zero is without limit.
     */
    default O sendHighWaterMark(int messages) {
        O options = values();
        options.sendHighWaterMark = Check.atLeast(0, "sendHighWaterMark (ZMQ_SNDHWM)", messages);
        return options;
    }

    /** How many callers of {@code send(message)} may wait for room before the next gets an error. Default 1024. */
    default O maxPendingSends(int callers) {
        O options = values();
        options.maxPendingSends = Check.atLeast(0, "maxPendingSends", callers);
        return options;
    }

    @SuppressWarnings("unchecked")
    private O values() {
        return (O) this;
    }
}
