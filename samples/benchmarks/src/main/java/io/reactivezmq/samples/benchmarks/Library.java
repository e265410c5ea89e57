package io.reactivezmq.samples.benchmarks;

import java.time.Duration;

/** The operations that are measured of a library. Each method returns when its part is done. */
public interface Library extends AutoCloseable {

    /** Binds a PULL or SUB socket and receives until the window is full, and then for the time {@code more}. */
    void receive(String bindTo, Feed feed, Window window, Duration more);

    /** Connects a PUSH or PUB socket and sends until the window is full, and then for the time {@code more}. */
    void send(String connectTo, Feed feed, int messageSize, Window window, Duration more);

    /** Binds a REP socket and echoes the given number of requests, all from one client. */
    void serve(String bindTo, long requests);

    /** Connects a REQ socket and sends one request after the other, until the round trips are done. */
    void ask(String connectTo, byte[] payload, RoundTrips trips);

    /** Binds a socket that echoes requests, many at once, until the process is ended. */
    void serveMany(String bindTo);

    /** Connects a socket and keeps {@code inFlight} requests in flight until the window is full. */
    void askMany(String connectTo, byte[] payload, int inFlight, Window window);

    /**
     * Binds a PUB socket, waits for its subscribers and publishes until the window is full, and then for the time
     * {@code more}.
     */
    void publish(String bindTo, int subscribers, int messageSize, Window window, Duration more);

    /** Binds a PULL socket and runs {@code then} after each of the given number of messages. */
    void afterEach(String bindTo, int messages, Runnable then);

    @Override
    void close();

    /** Prints the endpoint, which the script passes to the other side. */
    static void listening(String endpoint) {
        System.out.println("listening on " + endpoint);
        System.out.flush();
    }
}
