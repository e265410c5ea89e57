package io.reactivezmq.spi.settings;

/**
 * Limits on the prefixes or groups that peers subscribe to.
 *
 * @param maxPerPeer the number of distinct prefixes or groups that one peer may subscribe to
 * @param maxLength the length of such a prefix in bytes
 * @param maxBytesPerPeer the number of bytes that the subscriptions of one peer take
 * @param maxBytes the number of bytes that the subscriptions of all peers take together
 */
public record SubscriptionSettings(int maxPerPeer, int maxLength, long maxBytesPerPeer, long maxBytes) {

    private static final long HEAP = Runtime.getRuntime().maxMemory();

    /** The default limits. Socket types without options for them have these limits. */
    public static final SubscriptionSettings DEFAULT = new SubscriptionSettings(1_000_000, 4096, HEAP / 8, HEAP / 4);

    /** The memory of a subscription in bytes, in addition to its prefix, which is stored twice. */
    private static final int OVERHEAD = 288;

    /** Returns the approximate memory in bytes of a subscription to a prefix of this length. */
    public static long cost(int length) {
        return OVERHEAD + 2L * length;
    }
}
