package io.reactivezmq.options;

import java.time.Duration;

/** What can be set on a PUB socket. */
public final class PubOptions extends SocketOptions<PubOptions>
        implements SendOptions<PubOptions>, PublishOptions<PubOptions>, ConflateOptions<PubOptions> {

    /** With the defaults. */
    public PubOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    PubOptions self() {
        return this;
    }
}
