package io.reactivezmq.options;

import java.time.Duration;

/** How {@code RepSocket.serve} calls its handler. */
public final class ServeOptions {

    private int concurrency = 256;
    private Duration timeout = Duration.ZERO;

    /** With the defaults. */
    public ServeOptions() {}

    /** How many requests may be in the handler at once; further ones wait in the pipes. Default 256. */
    public ServeOptions concurrency(int requests) {
        concurrency = Check.atLeast(1, "concurrency", requests);
        return this;
    }

    /**
     * Limit on the time that one request may be in the handler. Beyond it, and at most an eighth of the limit later,
     * the handler's publisher is cancelled and the next request has its place. Default zero: no limit.
     */
    public ServeOptions timeout(Duration limit) {
        timeout = Check.notNegative("timeout", limit);
        return this;
    }

    /** How many requests may be in the handler at once. */
    public int concurrency() {
        return concurrency;
    }

    /** Limit on one request; zero for none. */
    public Duration timeout() {
        return timeout;
    }
}
