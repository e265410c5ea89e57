package io.reactivezmq.internal.subscription;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.spi.settings.SubscriptionSettings;

/**
 * The limits on the subscriptions of one socket's peers.
 *
 * @param settings the limits that the application has set
 * @param what name of the subscriptions in error messages
 * @param countOption the option that sets {@link SubscriptionSettings#maxPerPeer}
 */
public record SubscriptionLimits(SubscriptionSettings settings, String what, String countOption) {

    /** Returns the limits of a socket whose peers subscribe to prefixes. */
    public static SubscriptionLimits ofPrefixes(SubscriptionSettings settings) {
        return new SubscriptionLimits(settings, "subscriptions", "maxSubscriptionsPerPeer");
    }

    /** Returns the limits of a socket whose peers join groups. */
    public static SubscriptionLimits ofGroups(SubscriptionSettings settings) {
        return new SubscriptionLimits(settings, "groups", "maxGroupsPerPeer");
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
        if (had >= settings.maxPerPeer()) {
            throw new ProtocolException(
                    ProtocolError.LIMIT_EXCEEDED,
                    "more than " + settings.maxPerPeer() + " " + what + " (" + countOption + ")");
        }
        if (bytesWithOneMore > settings.maxBytesPerPeer()) {
            throw new ProtocolException(
                    ProtocolError.LIMIT_EXCEEDED,
                    what + " that take more than " + settings.maxBytesPerPeer()
                            + " bytes (maxSubscriptionBytesPerPeer)");
        }
    }

    ProtocolException tooMuchTogether() {
        return new ProtocolException(
                ProtocolError.LIMIT_EXCEEDED,
                "the most of all peers' " + what + ", which take more than " + settings.maxBytes()
                        + " bytes together (maxSubscriptionBytes)");
    }
}
