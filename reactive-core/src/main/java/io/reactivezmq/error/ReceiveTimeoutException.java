package io.reactivezmq.error;

import java.time.Duration;

/** No message came within the time that {@code receiveOne(Duration)} was given ({@code EAGAIN} of {@code zmq_recv}). */
public final class ReceiveTimeoutException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final Duration timeout;

    public ReceiveTimeoutException(String socket, Duration timeout) {
        super(socket + ": no message within " + timeout.toMillis() + " ms");
        this.timeout = timeout;
    }

    /** How long was waited. */
    public Duration timeout() {
        return timeout;
    }
}
