package io.reactivezmq.internal.subscription;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.spi.settings.SubscriptionSettings;

/**
 * The limits on the subscriptions of one socket's peers.
 *
 * @param count maximum number of subscriptions of one peer
 * @param bytesPerPeer maximum number of bytes that the subscriptions of one peer occupy
 * @param bytes maximum number of bytes that the subscriptions of all peers occupy together
 * @param what name of the subscriptions in error messages
 * @param countOption the option that sets {@code count}
 */
public record SubscriptionLimits(int count, long bytesPerPeer, long bytes, String what, String countOption) {

    /** Returns the limits of a socket whose peers subscribe to prefixes. */
    public static SubscriptionLimits ofPrefixes(SubscriptionSettings limits) {
        return of(limits, "subscriptions", "maxSubscriptionsPerPeer");
    }

    /** Returns the limits of a socket whose peers join groups. */
    public static SubscriptionLimits ofGroups(SubscriptionSettings limits) {
        return of(limits, "groups", "maxGroupsPerPeer");
    }

    private static SubscriptionLimits of(SubscriptionSettings limits, String what, String countOption) {
        return new SubscriptionLimits(
                limits.maxPerPeer(), limits.maxBytesPerPeer(), limits.maxBytes(), what, countOption);
    }

    /** Returns the number of bytes that a subscription to this prefix occupies. */
    static long cost(byte[] prefix) {
        return SubscriptionSettings.cost(prefix.length);
    }

    /**
     * Checks whether a peer that has {@code had} subscriptions may add one, with which they occupy
     * {@code bytesWithOneMore} bytes.
     *
     * @throws ProtocolException when it may not
     */
    void check(int had, long bytesWithOneMore) {
        if (had >= count) {
            throw new ProtocolException(
                    ProtocolError.LIMIT_EXCEEDED, "more than " + count + " " + what + " (" + countOption + ")");
        }
        if (bytesWithOneMore > bytesPerPeer) {
            throw new ProtocolException(
                    ProtocolError.LIMIT_EXCEEDED,
                    what + " that take more than " + bytesPerPeer + " bytes (maxSubscriptionBytesPerPeer)");
        }
    }

    ProtocolException tooMuchTogether() {
        return new ProtocolException(
                ProtocolError.LIMIT_EXCEEDED,
                "the most of all peers' " + what + ", which take more than " + bytes
                        + " bytes together (maxSubscriptionBytes)");
    }
}
