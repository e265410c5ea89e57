package io.reactivezmq.options;

import io.reactivezmq.options.value.OnFull;
import io.reactivezmq.spi.settings.PatternSettings;
import io.reactivezmq.spi.settings.PublishSettings;
import io.reactivezmq.spi.settings.SubscriptionSettings;
import java.time.Duration;

/**
 * Options of sockets that publish to subscribers.
 *
 * @param <O> the options class of the socket type, returned for chaining
 */
public abstract class PublishOptions<O extends SocketOptions<O>> extends SocketOptions<O> {

    private final SubscriptionOptions subscriptions = new SubscriptionOptions();
    private OnFull onFull = OnFull.DROP;
    private boolean invertMatching;

    PublishOptions() {
        super(Duration.ofSeconds(30));
    }

    /**
     * Sets the policy for a message that matches a subscriber at its high-water mark ({@code ZMQ_XPUB_NODROP}). Default
     * {@link OnFull#DROP}.
     */
    public O onFull(OnFull policy) {
        onFull = Check.notNull("onFull", policy);
        return self();
    }

    /**
     * Sets the largest number of distinct prefixes that one peer may subscribe to. A further one closes its connection.
     * Default 1,000,000.
     */
    public O maxSubscriptionsPerPeer(int prefixes) {
        subscriptions.maxPerPeer("maxSubscriptionsPerPeer", prefixes);
        return self();
    }

    /**
     * Sets the largest length in bytes of a prefix that a peer subscribes to. A longer one closes its connection.
     * Default 4096.
     */
    public O maxSubscriptionLength(int bytes) {
        subscriptions.maxLength(bytes);
        return self();
    }

    /**
     * Sets the largest number of bytes that the subscriptions of one peer may take. Exceeding it closes the peer's
     * connection. Each subscription counts as twice the length of its prefix plus 288 bytes, which is about its size in
     * memory. Default: an eighth of the maximum heap size ({@link Runtime#maxMemory}); at least 8192.
     */
    public O maxSubscriptionBytesPerPeer(long bytes) {
        subscriptions.maxBytesPerPeer(bytes);
        return self();
    }

    /**
     * Sets the largest number of bytes that the subscriptions of all peers of the socket may take together. Each
     * subscription counts as in {@link #maxSubscriptionBytesPerPeer}. Beyond the limit, the peer whose subscriptions
     * take most loses its connection. The subscriptions of a peer that has left count until they have been removed.
     * Default: a quarter of the maximum heap size; at least 8192.
     */
    public O maxSubscriptionBytes(long bytes) {
        subscriptions.maxBytes(bytes);
        return self();
    }

    /**
     * Sets whether each message goes to the peers that did not subscribe to it ({@code ZMQ_INVERT_MATCHING}). SUB peers
     * need the same option. Default false.
     */
    public O invertMatching(boolean enabled) {
        invertMatching = enabled;
        return self();
    }

    @Override
    SubscriptionSettings subscriptions() {
        return subscriptions.settings();
    }

    @Override
    PatternSettings pattern() {
        return PatternSettings.DEFAULT.with(new PublishSettings(onFull, invertMatching));
    }
}
