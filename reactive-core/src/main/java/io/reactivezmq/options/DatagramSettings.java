package io.reactivezmq.options;

/**
 * What is set on UDP sockets, beside what they have in common with TCP's.
 *
 * @param maxSize bytes in one datagram, ours and others'
 * @param multicastHops routers that a datagram to a group may pass, and one ({@code ZMQ_MULTICAST_HOPS})
 * @param multicastLoop whether this host hears what it sends to a group ({@code ZMQ_MULTICAST_LOOP})
 */
public record DatagramSettings(int maxSize, int multicastHops, boolean multicastLoop) {

    /** The most bytes that UDP carries over IPv4. */
    public static final int LARGEST = 65_507;

    /** As much as libzmq takes. */
    static final int DEFAULT_SIZE = 8192;
}
