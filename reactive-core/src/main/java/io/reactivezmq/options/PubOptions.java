package io.reactivezmq.options;

import java.time.Duration;

/** What can be set on a PUB socket. */
public final class PubOptions extends SocketOptions<PubOptions> implements SendOptions<PubOptions> {

    /** With the defaults. */
    public PubOptions() {
        super(Duration.ofSeconds(30));
    }

    /** What to do about a subscriber at its high-water mark. Default {@link OnFull#DROP}. */
    public PubOptions onFull(OnFull policy) {
        onFull = policy;
        return this;
    }

    /** How many distinct prefixes one peer may subscribe to; one more closes its connection. Default 1,000,000. */
    public PubOptions maxSubscriptionsPerPeer(int prefixes) {
        maxSubscriptions(prefixes);
        return this;
    }

    @Override
    PubOptions self() {
        return this;
    }
}
