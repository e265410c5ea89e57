package io.reactivezmq.options;

import java.time.Duration;

/** Options of {@code RepSocket.serve}: the concurrency and the time limit of its handler. */
public final class ServeOptions {

    private int concurrency = 256;
    private Duration timeout = Duration.ZERO;

    /** Creates options with default values. */
    public ServeOptions() {}

    /** Sets the largest number of requests in the handler at once. Further requests wait in the pipes. Default 256. */
    public ServeOptions concurrency(int requests) {
        concurrency = Check.atLeast(1, "concurrency", requests);
        return this;
    }

    /**
     * Sets the limit on the time that one request may be in the handler. After it, and at most an eighth of it later,
     * the handler's publisher is canceled and its place is free for another request. Default zero: no limit.
     */
    public ServeOptions timeout(Duration limit) {
        timeout = Check.notNegative("timeout", limit);
        return this;
    }

    /** Returns the largest number of requests in the handler at once. */
    public int concurrency() {
        return concurrency;
    }

    /** Returns the limit on the time of one request in the handler; zero for no limit. */
    public Duration timeout() {
        return timeout;
    }
}
