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
        onFull = Check.given("onFull", policy);
        return this;
    }

    /** How many groups one peer may join; one more closes its connection. Default 1,000,000. */
    public RadioOptions maxGroupsPerPeer(int groups) {
        subscriptions(Check.atLeast(1, "maxGroupsPerPeer", groups));
        return this;
    }

    @Override
    RadioOptions self() {
        return this;
    }
}
