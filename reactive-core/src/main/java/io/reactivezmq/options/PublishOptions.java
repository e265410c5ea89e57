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
        options.onFull = Check.given("onFull", policy);
        return options;
    }

    /** How many distinct prefixes one peer may subscribe to; one more closes its connection. Default 1,000,000. */
    default O maxSubscriptionsPerPeer(int prefixes) {
        O options = values();
        options.subscriptions(prefixes);
        return options;
    }

    /** The most octets in a prefix that a peer subscribes to; more closes its connection. Default 4096. */
    default O maxSubscriptionLength(int octets) {
        O options = values();
        options.subscriptionLength(octets);
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
