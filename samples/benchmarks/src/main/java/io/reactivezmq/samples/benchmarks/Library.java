package io.reactivezmq.samples.benchmarks;

import java.time.Duration;

/** The operations that are measured of a library. Each method returns when its part is done. */
interface Library extends Streams, Requests {

    /** Binds a REP socket and echoes the given number of requests, all from one client. */
    void serve(String bindTo, long requests);

    /** Connects a REQ socket and sends one request after the other, until the round trips are done. */
    void ask(String connectTo, byte[] payload, RoundTrips trips);

    /**
     * Binds a PUB socket, waits for its subscribers and publishes until the window is full, and then for the time
     * {@code more}.
     */
    void publish(String bindTo, int subscribers, int messageSize, Window window, Duration more);

    /** Binds a PULL socket and runs {@code then} after each of the given number of messages. */
    void afterEach(String bindTo, int messages, Runnable then);

    @Override
    void close();
}
