package io.reactivezmq.samples.cli;

import java.util.concurrent.TimeoutException;

/** The input or the peer ended before the expected number of messages. */
final class CountNotReached extends TimeoutException {

    private static final long serialVersionUID = 1L;

    CountNotReached(long seen, long expected) {
        super(seen + " of " + expected + " messages");
    }
}
