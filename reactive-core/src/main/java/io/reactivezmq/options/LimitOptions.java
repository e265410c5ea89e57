package io.reactivezmq.options;

/**
 * What a peer may ask of a socket at most. A peer that goes beyond one of these limits loses its connection, unless
 * said otherwise, and an event names the limit.
 *
 * @param <O> the options of the socket type at hand
 */
public abstract class LimitOptions<O extends SocketOptions<O>> extends TransportOptions<O> {

    private static final long LARGE = 256L * 1024 * 1024;

    private long maxFrameSize = LARGE;
    private long maxMessageSize = LARGE;
    private int maxFrames = 65_536;
    private int maxCommandSize = 65_536;
    private int maxSubscriptions = 1_000_000;
    private int maxSubscriptionLength = LimitSettings.SUBSCRIPTION_LENGTH;
    private long maxSubscriptionBytesPerPeer = LimitSettings.SUBSCRIPTION_BYTES_PER_PEER;
    private long maxSubscriptionBytes = LimitSettings.SUBSCRIPTION_BYTES;
    private int maxPingsPerSecond = LimitSettings.PINGS_PER_SECOND;
    private ZmtpVersion oldestVersion = EntrySettings.DEFAULT.oldestVersion();
    private int maxConnections = EntrySettings.DEFAULT.maxConnections();
    private int maxHandshakes = EntrySettings.DEFAULT.maxHandshakes();
    private int maxHandshakesPerAddress = EntrySettings.DEFAULT.maxHandshakesPerAddress();
    private int maxHandshakeSize = EntrySettings.DEFAULT.maxHandshakeSize();
    private int maxProperties = EntrySettings.DEFAULT.maxProperties();

    LimitOptions() {}

    /**
     * The most bytes in one data frame ({@code ZMQ_MAXMSGSIZE}); a larger one closes its connection before it is read.
     * Handshake commands have their own bound. Default 256 MiB; libzmq has none.
     */
    public O maxFrameSize(long bytes) {
        maxFrameSize = Check.atLeast(0L, "maxFrameSize (ZMQ_MAXMSGSIZE)", bytes);
        return self();
    }

    /** The most bytes in all frames of one message. Default 256 MiB. */
    public O maxMessageSize(long bytes) {
        maxMessageSize = Check.atLeast(0L, "maxMessageSize", bytes);
        return self();
    }

    /** The most frames in one message. Default 65,536. */
    public O maxFrames(int frames) {
        maxFrames = Check.atLeast(1, "maxFrames", frames);
        return self();
    }

    /** The most bytes in one command, in the handshake and after it. Default 65,536. */
    public O maxCommandSize(int bytes) {
        maxCommandSize = Check.atLeast(512, "maxCommandSize", bytes);
        return self();
    }

    /**
     * How many PINGs of one peer are answered within a second. Those beyond are read over, and the connection stays:
     * they may have waited together while we did not read. Default 100.
     */
    public O maxPingsPerSecond(int pings) {
        maxPingsPerSecond = Check.atLeast(1, "maxPingsPerSecond", pings);
        return self();
    }

    /**
     * How many connections one bound endpoint has at once, with those whose handshake is open. One more is closed at
     * once, with an event. Default 10,000.
     */
    public O maxConnections(int connections) {
        maxConnections = Check.atLeast(1, "maxConnections", connections);
        return self();
    }

    /**
     * How many handshakes may be open at one bound endpoint. One more takes the place of the oldest, if that had a
     * second; otherwise it is closed at once. Both are told by an event. Default 1000.
     */
    public O maxHandshakes(int handshakes) {
        maxHandshakes = Check.atLeast(1, "maxHandshakes", handshakes);
        return self();
    }

    /** The same for peers from one address. Default 250. */
    public O maxHandshakesPerAddress(int handshakes) {
        maxHandshakesPerAddress = Check.atLeast(1, "maxHandshakesPerAddress", handshakes);
        return self();
    }

    /**
     * How many bytes a peer may send before its handshake is finished, greeting included. Default 16 KiB, which is
     * twenty times what peers need that tell nothing special of themselves.
     */
    public O maxHandshakeSize(int bytes) {
        maxHandshakeSize = Check.atLeast(1024, "maxHandshakeSize", bytes);
        return self();
    }

    /**
     * The oldest version of the protocol that peers may speak. Those before 3.0 have no security at all, so they are
     * turned away whatever is set here where there is a mechanism, an {@code authenticator} or a {@code zapDomain}; nor
     * do they know heartbeats. A PUB sends everything to peers of 1.0, which choose for themselves. Default
     * {@link ZmtpVersion#V3_0}; libzmq speaks with all.
     */
    public O oldestVersion(ZmtpVersion version) {
        oldestVersion = Check.notNull("oldestVersion", version);
        return self();
    }

    /** How many things a peer may tell of itself in its handshake. Default 64. */
    public O maxProperties(int properties) {
        maxProperties = Check.atLeast(2, "maxProperties", properties);
        return self();
    }

    void subscriptions(int prefixes) {
        maxSubscriptions = Check.atLeast(1, "maxSubscriptionsPerPeer", prefixes);
    }

    void subscriptionLength(int bytes) {
        maxSubscriptionLength = Check.atLeast(0, "maxSubscriptionLength", bytes);
    }

    void subscriptionBytesPerPeer(long bytes) {
        maxSubscriptionBytesPerPeer = Check.atLeast(8192L, "maxSubscriptionBytesPerPeer", bytes);
    }

    void subscriptionBytes(long bytes) {
        maxSubscriptionBytes = Check.atLeast(8192L, "maxSubscriptionBytes", bytes);
    }

    LimitSettings limits() {
        return new LimitSettings(
                maxFrameSize,
                maxMessageSize,
                maxFrames,
                maxCommandSize,
                maxSubscriptions,
                maxSubscriptionLength,
                maxSubscriptionBytesPerPeer,
                maxSubscriptionBytes,
                maxPingsPerSecond,
                new EntrySettings(
                        oldestVersion,
                        maxConnections,
                        maxHandshakes,
                        maxHandshakesPerAddress,
                        maxHandshakeSize,
                        maxProperties));
    }
}
