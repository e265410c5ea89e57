package io.reactivezmq.spi.settings;

/**
 * Settings of UDP sockets, in addition to those they share with TCP in {@link TcpSettings}.
 *
 * @param maxSize the largest size of a datagram in bytes, sent or received
 * @param multicastHops the number of routers that a datagram to a group may pass, plus one ({@code ZMQ_MULTICAST_HOPS})
 * @param multicastLoop whether sockets on this host receive what it sends to a group ({@code ZMQ_MULTICAST_LOOP})
 */
public record DatagramSettings(int maxSize, int multicastHops, boolean multicastLoop) {

    /** The settings of socket types without options for {@code udp}. The size in bytes is the one libzmq accepts. */
    public static final DatagramSettings DEFAULT = new DatagramSettings(8192, 1, true);

    /** The largest payload of a UDP datagram over IPv4, in bytes. */
    public static final int LARGEST = 65_507;
}
