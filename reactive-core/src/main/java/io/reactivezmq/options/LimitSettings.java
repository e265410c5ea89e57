package io.reactivezmq.options;

/**
 * What a peer may ask of us at most.
 *
 * @param maxFrameSize octets in one data frame ({@code ZMQ_MAXMSGSIZE}); larger closes the connection
 * @param maxMessageSize octets in all frames of one message
 * @param maxFrames frames in one message
 * @param maxCommandSize octets in one command, handshake commands included
 * @param maxSubscriptions distinct prefixes that one peer may subscribe to
 * @param maxSubscriptionLength octets in one such prefix
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
        int maxPingsPerSecond,
        EntrySettings entry) {

    static final int SUBSCRIPTION_LENGTH = 4096;
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
                maxPingsPerSecond,
                other);
    }
}
