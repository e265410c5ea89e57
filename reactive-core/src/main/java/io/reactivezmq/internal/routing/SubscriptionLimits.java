package io.reactivezmq.internal.routing;

import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.options.LimitSettings;

/**
 * How much the peers of one socket may subscribe to.
 *
 * @param count subscriptions of one peer
 * @param bytesPerPeer bytes that the subscriptions of one peer take
 * @param bytes the same of all peers together
 * @param what what is subscribed to, for texts
 * @param countOption the option that sets {@code count}
 */
public record SubscriptionLimits(int count, long bytesPerPeer, long bytes, String what, String countOption) {

    /** Those of a socket whose peers subscribe to prefixes. */
    public static SubscriptionLimits ofPrefixes(LimitSettings limits) {
        return of(limits, "subscriptions", "maxSubscriptionsPerPeer");
    }

    /** Those of a socket whose peers join groups. */
    public static SubscriptionLimits ofGroups(LimitSettings limits) {
        return of(limits, "groups", "maxGroupsPerPeer");
    }

    private static SubscriptionLimits of(LimitSettings limits, String what, String countOption) {
        return new SubscriptionLimits(
                limits.maxSubscriptions(),
                limits.maxSubscriptionBytesPerPeer(),
                limits.maxSubscriptionBytes(),
                what,
                countOption);
    }

    /** The bytes that a subscription to this prefix takes. */
    static long cost(byte[] prefix) {
        return LimitSettings.subscriptionCost(prefix.length);
    }

    /** Looks at a peer that has so many subscriptions and asks for one more, with which they take so many bytes. */
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
