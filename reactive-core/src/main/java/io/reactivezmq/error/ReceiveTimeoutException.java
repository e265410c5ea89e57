package io.reactivezmq.error;

import java.time.Duration;

/** No message arrived within the timeout of {@code receiveOne(Duration)} ({@code EAGAIN} of {@code zmq_recv}). */
public final class ReceiveTimeoutException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final Duration timeout;

    /**
     * Creates the failure.
     *
     * @param socket the name of the socket
     * @param timeout the timeout
     */
    public ReceiveTimeoutException(String socket, Duration timeout) {
        super(socket + ": no message within " + timeout.toMillis() + " ms");
        this.timeout = timeout;
    }

    /** Returns the duration that was given to {@code receiveOne}. */
    public Duration timeout() {
        return timeout;
    }
}
