package io.reactivezmq.samples.benchmarks;

import java.time.Duration;

/** The two sides of a stream of messages. Each method returns when its part is done. */
public interface Streams extends AutoCloseable {

    /** Binds a PULL or SUB socket and receives until the window is full, and then for the time {@code more}. */
    void receive(String bindTo, Feed feed, Window window, Duration more);

    /** Connects a PUSH or PUB socket and sends until the window is full, and then for the time {@code more}. */
    void send(String connectTo, Feed feed, int messageSize, Window window, Duration more);

    @Override
    void close();
}
