package io.reactivezmq.samples.benchmarks;

/** The two sides of many requests at once. */
public interface Requests extends AutoCloseable {

    /** Binds a socket that echoes requests, many at once, until the process is ended. */
    void serveMany(String bindTo);

    /** Connects a socket and keeps {@code inFlight} requests in flight until the window is full. */
    void askMany(String connectTo, byte[] payload, int inFlight, Window window);

    @Override
    void close();
}
