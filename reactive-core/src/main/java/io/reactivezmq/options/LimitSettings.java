package io.reactivezmq.options;

/**
 * What a peer may ask of us at most.
 *
 * @param maxFrameSize bytes in one data frame ({@code ZMQ_MAXMSGSIZE}); larger closes the connection
 * @param maxMessageSize bytes in all frames of one message
 * @param maxFrames frames in one message
 * @param maxCommandSize bytes in one command, handshake commands included
 * @param maxSubscriptions distinct prefixes that one peer may subscribe to
 * @param maxSubscriptionLength bytes in one such prefix
 * @param maxSubscriptionBytesPerPeer bytes that the subscriptions of one peer take
 * @param maxSubscriptionBytes bytes that the subscriptions of all peers take together
 * @param maxPingsPerSecond PINGs of one peer that are answered
 * @param entry what it may ask before it takes part
 */
public record LimitSettings(
        long maxFrameSize,
        long maxMessageSize,
        int maxFrames,
        int maxCommandSize,
        int maxSubscriptions,
        int maxSubscriptionLength,
        long maxSubscriptionBytesPerPeer,
        long maxSubscriptionBytes,
        int maxPingsPerSecond,
        EntrySettings entry) {

    static final int SUBSCRIPTION_LENGTH = 4096;

    /** What a subscription takes beside the bytes of its prefix, which are kept twice. */
    private static final int SUBSCRIPTION_COST = 288;

    private static final long HEAP = Runtime.getRuntime().maxMemory();
    static final long SUBSCRIPTION_BYTES_PER_PEER = HEAP / 8;
    static final long SUBSCRIPTION_BYTES = HEAP / 4;
    static final int PINGS_PER_SECOND = 100;

    /** With the default for the rest. */
    public LimitSettings(
            long maxFrameSize, long maxMessageSize, int maxFrames, int maxCommandSize, int maxSubscriptions) {
        this(
                maxFrameSize,
                maxMessageSize,
                maxFrames,
                maxCommandSize,
                maxSubscriptions,
                SUBSCRIPTION_LENGTH,
                SUBSCRIPTION_BYTES_PER_PEER,
                SUBSCRIPTION_BYTES,
                PINGS_PER_SECOND,
                EntrySettings.DEFAULT);
    }

    /** The same with another entry. */
    public LimitSettings with(EntrySettings other) {
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
                other);
    }

    /** The bytes that a subscription to a prefix of this length takes, about. */
    public static long subscriptionCost(int length) {
        return SUBSCRIPTION_COST + 2L * length;
    }
}
