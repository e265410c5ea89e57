package io.reactivezmq.samples.benchmarks;

import java.time.Duration;

/** What is measured of a library. Each method returns when its part is done. */
interface Library extends AutoCloseable {

    /** Binds a PULL socket and receives until the window is full, and for some time more. */
    void receive(String bindTo, Window window, Duration more);

    /** Connects a PUSH socket and sends until the window is full, and for some time more. */
    void send(String connectTo, byte[] payload, Window window, Duration more);

    /** Binds a REP socket and echoes so many requests, all from one asker. */
    void serve(String bindTo, long requests);

    /** Connects a REQ socket and asks, one question after the other. */
    void ask(String connectTo, byte[] payload, RoundTrips trips);

    @Override
    void close();

    /** Tells the other side's starter where to connect. */
    static void listening(String endpoint) {
        System.out.println("listening on " + endpoint);
        System.out.flush();
    }
}
