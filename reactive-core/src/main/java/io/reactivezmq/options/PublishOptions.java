package io.reactivezmq.options;

/**
 * What a socket has that publishes.
 *
 * @param <O> the options of the socket type at hand
 */
public interface PublishOptions<O extends SocketOptions<O>> {

    /** What to do about a subscriber at its high-water mark. Default {@link OnFull#DROP}. */
    default O onFull(OnFull policy) {
        O options = values();
        options.onFull = Check.notNull("onFull", policy);
        return options;
    }

    /** How many distinct prefixes one peer may subscribe to; one more closes its connection. Default 1,000,000. */
    default O maxSubscriptionsPerPeer(int prefixes) {
        O options = values();
        options.subscriptions(prefixes);
        return options;
    }

    /** The most bytes in a prefix that a peer subscribes to; more closes its connection. Default 4096. */
    default O maxSubscriptionLength(int bytes) {
        O options = values();
        options.subscriptionLength(bytes);
        return options;
    }

    /**
     * The most bytes that the subscriptions of one peer take; more closes its connection. A subscription counts with
     * twice its prefix and 288 bytes, which is about what it takes in memory. Default an eighth of the largest heap
     * ({@link Runtime#maxMemory}).
     */
    default O maxSubscriptionBytesPerPeer(long bytes) {
        O options = values();
        options.subscriptionBytesPerPeer(bytes);
        return options;
    }

    /**
     * The same for all peers of the socket together; beyond it the peer whose subscriptions take most loses its
     * connection. What a peer that has left had subscribed to counts until it is cleared away. Default a quarter of the
     * largest heap.
     */
    default O maxSubscriptionBytes(long bytes) {
        O options = values();
        options.subscriptionBytes(bytes);
        return options;
    }

    /**
     * Whether a message goes to those that did not subscribe to it ({@code ZMQ_INVERT_MATCHING}); SUB peers need the
     * same option. Default false.
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
