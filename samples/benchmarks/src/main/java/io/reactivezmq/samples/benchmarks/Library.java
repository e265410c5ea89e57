package io.reactivezmq.samples.benchmarks;

import java.time.Duration;

/** What is measured of a library. Each method returns when its part is done. */
interface Library extends AutoCloseable {

    /** Binds a PULL or SUB socket and receives until the window is full, and for some time more. */
    void receive(String bindTo, Feed feed, Window window, Duration more);

    /** Connects a PUSH or PUB socket and sends until the window is full, and for some time more. */
    void send(String connectTo, Feed feed, int messageSize, Window window, Duration more);

    /** Binds a REP socket and echoes so many requests, all from one asker. */
    void serve(String bindTo, long requests);

    /** Connects a REQ socket and asks, one question after the other. */
    void ask(String connectTo, byte[] payload, RoundTrips trips);

    /** Binds a socket that echoes requests, many at once, until the process is ended. */
    void serveMany(String bindTo);

    /** Connects a socket and asks, so many questions under way at once, until the window is full. */
    void askMany(String connectTo, byte[] payload, int inFlight, Window window);

    /** Binds a PUB socket, waits for so many subscribers, fills the window, and goes on for some time. */
    void publish(String bindTo, int subscribers, int messageSize, Window window, Duration more);

    /** Binds a PULL socket and does this after each of so many messages. */
    void afterEach(String bindTo, int messages, Runnable then);

    @Override
    void close();

    /** Tells the other side's starter where to connect. */
    static void listening(String endpoint) {
        System.out.println("listening on " + endpoint);
        System.out.flush();
    }
}
