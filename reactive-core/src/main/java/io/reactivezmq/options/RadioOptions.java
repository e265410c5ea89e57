package io.reactivezmq.options;

import java.time.Duration;

/** What can be set on a RADIO socket. */
public final class RadioOptions extends SocketOptions<RadioOptions>
        implements SendOptions<RadioOptions>, DatagramOptions<RadioOptions>, MulticastOptions<RadioOptions> {

    /** With the defaults. */
    public RadioOptions() {
        super(Duration.ofSeconds(30));
    }

    /** What to do about a DISH at its high-water mark ({@code ZMQ_XPUB_NODROP}). Default {@link OnFull#DROP}. */
    public RadioOptions onFull(OnFull policy) {
        onFull = Check.notNull("onFull", policy);
        return this;
    }

    /** How many groups one peer may join; one more closes its connection. Default 1,000,000. */
    public RadioOptions maxGroupsPerPeer(int groups) {
        subscriptions(Check.atLeast(1, "maxGroupsPerPeer", groups));
        return this;
    }

    /**
     * The most bytes that the groups of one peer take; more closes its connection. A group counts with twice its name
     * and 288 bytes, which is about what it takes in memory. Default an eighth of the largest heap
     * ({@link Runtime#maxMemory}).
     */
    public RadioOptions maxSubscriptionBytesPerPeer(long bytes) {
        subscriptionBytesPerPeer(bytes);
        return this;
    }

    /**
     * The same for all peers of the socket together; beyond it the peer whose groups take most loses its connection.
     * What a peer that has left had joined counts until it is cleared away. Default a quarter of the largest heap.
     */
    public RadioOptions maxSubscriptionBytes(long bytes) {
        subscriptionBytes(bytes);
        return this;
    }

    @Override
    RadioOptions self() {
        return this;
    }
}
