package io.reactivezmq.error;

import java.time.Duration;

/** The handler of a REP socket did not answer a request within its time limit. */
public final class RequestTimeoutException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String peer;
    private final Duration limit;

    /**
     * Creates the failure.
     *
     * @param peer the address of the requesting peer
     * @param limit the time limit
     */
    public RequestTimeoutException(String peer, Duration limit) {
        super(peer + ": its request was not answered within " + limit.toMillis() + " ms");
        this.peer = peer;
        this.limit = limit;
    }

    /** Returns the address of the requesting peer. */
    public String peer() {
        return peer;
    }

    /** Returns the time limit. */
    public Duration limit() {
        return limit;
    }
}
