package io.reactivezmq.options;

import io.reactivezmq.options.value.OnFull;
import io.reactivezmq.spi.settings.PatternSettings;
import io.reactivezmq.spi.settings.PublishSettings;
import io.reactivezmq.spi.settings.SubscriptionSettings;

/** Options of a RADIO socket (RFC 48). The default linger time is 30 seconds. */
public final class RadioOptions extends MulticastOptions<RadioOptions> implements SendOptions<RadioOptions> {

    private final SubscriptionOptions groups = new SubscriptionOptions();
    private OnFull onFull = OnFull.DROP;

    /** Creates options with default values. */
    public RadioOptions() {}

    /**
     * Sets the policy for a message to a DISH at its high-water mark ({@code ZMQ_XPUB_NODROP}). Default
     * {@link OnFull#DROP}.
     */
    public RadioOptions onFull(OnFull policy) {
        onFull = Check.notNull("onFull", policy);
        return this;
    }

    /**
     * Sets the largest number of groups that one peer may join. A further one closes its connection. Default 1,000,000.
     */
    public RadioOptions maxGroupsPerPeer(int groups) {
        this.groups.maxPerPeer("maxGroupsPerPeer", groups);
        return this;
    }

    /**
     * Sets the largest number of bytes that the groups of one peer may take. Exceeding it closes the peer's connection.
     * Each group counts as twice the length of its name plus 288 bytes, which is about its size in memory. Default: an
     * eighth of the maximum heap size ({@link Runtime#maxMemory}); at least 8192.
     */
    public RadioOptions maxSubscriptionBytesPerPeer(long bytes) {
        groups.maxBytesPerPeer(bytes);
        return this;
    }

    /**
     * Sets the largest number of bytes that the groups of all peers of the socket may take together. Each group counts
     * as in {@link #maxSubscriptionBytesPerPeer}. Beyond the limit, the peer whose groups take most loses its
     * connection. The groups of a peer that has left count until they have been removed. Default: a quarter of the
     * maximum heap size; at least 8192.
     */
    public RadioOptions maxSubscriptionBytes(long bytes) {
        groups.maxBytes(bytes);
        return this;
    }

    @Override
    PatternSettings pattern() {
        return PatternSettings.DEFAULT.with(new PublishSettings(onFull, false));
    }

    @Override
    SubscriptionSettings subscriptions() {
        return groups.settings();
    }

    @Override
    RadioOptions self() {
        return this;
    }
}
