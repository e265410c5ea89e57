package io.reactivezmq.options;

import io.reactivezmq.options.value.ZmtpVersion;
import io.reactivezmq.spi.settings.EntrySettings;
import io.reactivezmq.spi.settings.FrameSettings;
import io.reactivezmq.spi.settings.LimitSettings;
import io.reactivezmq.spi.settings.SubscriptionSettings;

/**
 * Limits on the resources that peers can use. A peer that exceeds one of these limits loses its connection, unless the
 * limit says otherwise, and an event names the limit.
 *
 * @param <O> the options class of the socket type, returned for chaining
 */
public abstract class LimitOptions<O extends SocketOptions<O>> extends TransportOptions<O> {

    private static final long LARGE = 256L * 1024 * 1024;

    private long maxFrameSize = LARGE;
    private long maxMessageSize = LARGE;
    private int maxFrames = 65_536;
    private int maxCommandSize = 65_536;
    private int maxPingsPerSecond = 100;
    private ZmtpVersion oldestVersion = ZmtpVersion.V3_0;
    private int maxConnections = 10_000;
    private int maxHandshakes = 1000;
    private int maxHandshakesPerAddress = 250;
    private int maxHandshakeSize = 16 * 1024;
    private int maxProperties = 64;

    LimitOptions() {}

    /**
     * Sets the largest size of a data frame in bytes ({@code ZMQ_MAXMSGSIZE}). A larger frame closes the connection
     * before the frame is read. Handshake commands are limited by {@link #maxCommandSize}. Default 256 MiB; libzmq has
     * no limit.
     */
    public O maxFrameSize(long bytes) {
        maxFrameSize = Check.atLeast(0L, "maxFrameSize (ZMQ_MAXMSGSIZE)", bytes);
        return self();
    }

    /** Sets the largest size of a message in bytes, all frames together. Default 256 MiB. */
    public O maxMessageSize(long bytes) {
        maxMessageSize = Check.atLeast(0L, "maxMessageSize", bytes);
        return self();
    }

    /** Sets the largest number of frames in a message. Default 65,536. */
    public O maxFrames(int frames) {
        maxFrames = Check.atLeast(1, "maxFrames", frames);
        return self();
    }

    /** Sets the largest size of a command in bytes, during the handshake and after it. Default 65,536; at least 512. */
    public O maxCommandSize(int bytes) {
        maxCommandSize = Check.atLeast(512, "maxCommandSize", bytes);
        return self();
    }

    /**
     * Sets the number of PINGs from one peer that are answered within a second. Further PINGs are ignored, and the
     * connection stays open: they may have queued up while the connection was not read. Default 100.
     */
    public O maxPingsPerSecond(int pings) {
        maxPingsPerSecond = Check.atLeast(1, "maxPingsPerSecond", pings);
        return self();
    }

    /**
     * Sets the largest number of connections to one bound endpoint, including those with an open handshake. A further
     * connection is closed at once, with the event {@code HandshakeFailed}. Default 10,000.
     */
    public O maxConnections(int connections) {
        maxConnections = Check.atLeast(1, "maxConnections", connections);
        return self();
    }

    /**
     * Sets the largest number of open handshakes at one bound endpoint. At the limit, a new connection evicts the
     * oldest open handshake if that has been open for at least one second; otherwise the new connection is closed.
     * Either way, the event {@code HandshakeFailed} reports the closed connection. Default 1000.
     */
    public O maxHandshakes(int handshakes) {
        maxHandshakes = Check.atLeast(1, "maxHandshakes", handshakes);
        return self();
    }

    /**
     * Sets the largest number of open handshakes at one bound endpoint with peers of one IP address. At the limit, a
     * new connection from that address is treated as with {@link #maxHandshakes}. Default 250.
     */
    public O maxHandshakesPerAddress(int handshakes) {
        maxHandshakesPerAddress = Check.atLeast(1, "maxHandshakesPerAddress", handshakes);
        return self();
    }

    /**
     * Sets the number of bytes that a peer may send before its handshake is finished, including the greeting. Default
     * 16 KiB, about twenty times what a peer without properties of its own sends; at least 1024.
     */
    public O maxHandshakeSize(int bytes) {
        maxHandshakeSize = Check.atLeast(1024, "maxHandshakeSize", bytes);
        return self();
    }

    /**
     * Sets the oldest protocol version that peers may use. Default {@link ZmtpVersion#V3_0}; libzmq accepts all
     * versions.
     *
     * <p>Versions before 3.0 have no security and no heartbeats. Sockets with a mechanism, an {@code authenticator} or
     * a {@code zapDomain} refuse peers of these versions, whatever is set here. A PUB sends all messages to peers of
     * version 1.0, which filter for themselves.
     */
    public O oldestVersion(ZmtpVersion version) {
        oldestVersion = Check.notNull("oldestVersion", version);
        return self();
    }

    /** Sets the largest number of metadata properties that a peer may send in its handshake. Default 64; at least 2. */
    public O maxProperties(int properties) {
        maxProperties = Check.atLeast(2, "maxProperties", properties);
        return self();
    }

    /** Returns the limits on subscriptions, for which only sockets that publish have options. */
    SubscriptionSettings subscriptions() {
        return SubscriptionSettings.DEFAULT;
    }

    LimitSettings limits() {
        return new LimitSettings(
                new FrameSettings(maxFrameSize, maxMessageSize, maxFrames, maxCommandSize),
                maxPingsPerSecond,
                subscriptions(),
                new EntrySettings(
                        oldestVersion,
                        maxConnections,
                        maxHandshakes,
                        maxHandshakesPerAddress,
                        maxHandshakeSize,
                        maxProperties));
    }
}
