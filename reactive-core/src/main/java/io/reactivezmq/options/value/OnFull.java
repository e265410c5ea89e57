package io.reactivezmq.options.value;

/** Policy of a publisher for a message that matches a subscriber at its high-water mark. */
public enum OnFull {
    /** The message is dropped for that subscriber, counted, and reported by an event. The other subscribers get it. */
    DROP,
    /**
     * The message waits until every subscriber that it matches has room, and the socket's demand stops
     * ({@code ZMQ_XPUB_NODROP}). One stalled subscriber holds up all subscribers of its topics.
     */
    BACKPRESSURE
}
