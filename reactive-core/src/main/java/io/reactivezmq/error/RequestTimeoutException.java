package io.reactivezmq.error;

import java.time.Duration;

/** The handler of a REP socket did not answer a request within the limit set for it. */
public final class RequestTimeoutException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String peer;
    private final Duration limit;

    public RequestTimeoutException(String peer, Duration limit) {
        super(peer + ": its request was not answered within " + limit.toMillis() + " ms");
        this.peer = peer;
        this.limit = limit;
    }

    /** The address of the peer that asked. */
    public String peer() {
        return peer;
    }

    /** The limit. */
    public Duration limit() {
        return limit;
    }
}
