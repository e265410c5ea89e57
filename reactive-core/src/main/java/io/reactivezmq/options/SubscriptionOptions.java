package io.reactivezmq.options;

import io.reactivezmq.spi.settings.SubscriptionSettings;

/** The limits on subscriptions of a socket that publishes: to prefixes, or to groups. */
final class SubscriptionOptions {

    private int maxPerPeer = SubscriptionSettings.DEFAULT.maxPerPeer();
    private int maxLength = SubscriptionSettings.DEFAULT.maxLength();
    private long maxBytesPerPeer = SubscriptionSettings.DEFAULT.maxBytesPerPeer();
    private long maxBytes = SubscriptionSettings.DEFAULT.maxBytes();

    void maxPerPeer(String option, int count) {
        maxPerPeer = Check.atLeast(1, option, count);
    }

    void maxLength(int bytes) {
        maxLength = Check.atLeast(0, "maxSubscriptionLength", bytes);
    }

    void maxBytesPerPeer(long bytes) {
        maxBytesPerPeer = Check.atLeast(8192L, "maxSubscriptionBytesPerPeer", bytes);
    }

    void maxBytes(long bytes) {
        maxBytes = Check.atLeast(8192L, "maxSubscriptionBytes", bytes);
    }

    SubscriptionSettings settings() {
        return new SubscriptionSettings(maxPerPeer, maxLength, maxBytesPerPeer, maxBytes);
    }
}
