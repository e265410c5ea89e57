package io.reactivezmq.options;

/**
 * Options of sockets that publish to subscribers.
 *
 * @param <O> the options class of the socket type, returned for chaining
 */
public interface PublishOptions<O extends SocketOptions<O>> {

    /** Sets the policy for a message that matches a subscriber at its high-water mark. Default {@link OnFull#DROP}. */
    default O onFull(OnFull policy) {
        O options = values();
        options.onFull = Check.notNull("onFull", policy);
        return options;
    }

    /**
     * Sets the largest number of distinct prefixes that one peer may subscribe to. A further one closes its connection.
     * Default 1,000,000.
     */
    default O maxSubscriptionsPerPeer(int prefixes) {
        O options = values();
        options.subscriptions(prefixes);
        return options;
    }

    /**
     * Sets the largest length in bytes of a prefix that a peer subscribes to. A longer one closes its connection.
     * Default 4096.
     */
    default O maxSubscriptionLength(int bytes) {
        O options = values();
        options.subscriptionLength(bytes);
        return options;
    }

    /**
     * Sets the largest number of bytes that the subscriptions of one peer may take. Exceeding it closes the peer's
     * connection. Each subscription counts as twice the length of its prefix plus 288 bytes, which is about its size in
     * memory. Default: an eighth of the maximum heap size ({@link Runtime#maxMemory}); at least 8192.
     */
    default O maxSubscriptionBytesPerPeer(long bytes) {
        O options = values();
        options.subscriptionBytesPerPeer(bytes);
        return options;
    }

    /**
     * Sets the largest number of bytes that the subscriptions of all peers of the socket may take together. Each
     * subscription counts as in {@link #maxSubscriptionBytesPerPeer}. Beyond the limit, the peer whose subscriptions
     * take most loses its connection. The subscriptions of a peer that has left count until they have been removed.
     * Default: a quarter of the maximum heap size; at least 8192.
     */
    default O maxSubscriptionBytes(long bytes) {
        O options = values();
        options.subscriptionBytes(bytes);
        return options;
    }

    /**
     * Sets whether each message goes to the peers that did not subscribe to it ({@code ZMQ_INVERT_MATCHING}). SUB peers
     * need the same option. Default false.
     */
    default O invertMatching(boolean enabled) {
        O options = values();
        options.invertMatching = enabled;
        return options;
    }

    @SuppressWarnings("unchecked")
    private O values() {
        return (O) this;
    }
}
