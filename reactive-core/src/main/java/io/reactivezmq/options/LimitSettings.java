package io.reactivezmq.options;

/**
 * Limits on the resources that peers can use.
 *
 * @param maxFrameSize the size of a data frame in bytes ({@code ZMQ_MAXMSGSIZE}); a larger frame closes the connection
 * @param maxMessageSize the size of a message in bytes, all frames together
 * @param maxFrames the number of frames in a message
 * @param maxCommandSize the size of a command in bytes, including handshake commands
 * @param maxSubscriptions the number of distinct prefixes or groups that one peer may subscribe to
 * @param maxSubscriptionLength the length of such a prefix in bytes
 * @param maxSubscriptionBytesPerPeer the number of bytes that the subscriptions of one peer take
 * @param maxSubscriptionBytes the number of bytes that the subscriptions of all peers take together
 * @param maxPingsPerSecond the number of PINGs from one peer that are answered within a second
 * @param entry the limits before the handshake is finished
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

    /** The memory of a subscription in bytes, in addition to its prefix, which is stored twice. */
    private static final int SUBSCRIPTION_COST = 288;

    private static final long HEAP = Runtime.getRuntime().maxMemory();
    static final long SUBSCRIPTION_BYTES_PER_PEER = HEAP / 8;
    static final long SUBSCRIPTION_BYTES = HEAP / 4;
    static final int PINGS_PER_SECOND = 100;

    /** Creates settings with default values for all other limits. */
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

    /** Returns these settings with other limits before the handshake is finished. */
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

    /** Returns the approximate memory in bytes of a subscription to a prefix of this length. */
    public static long subscriptionCost(int length) {
        return SUBSCRIPTION_COST + 2L * length;
    }
}
