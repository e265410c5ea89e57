package io.reactivezmq.options;

/** What a publisher does about a subscriber that is at its high-water mark. */
public enum OnFull {
    /** The message is dropped for that subscriber, counted and told in the events; the others get it. */
    DROP,
    /**
     * The message waits until every subscriber it matches has room, and demand stops ({@code ZMQ_XPUB_NODROP}). One
     * stalled subscriber holds up all who share its topics.
     */
    BACKPRESSURE
}
