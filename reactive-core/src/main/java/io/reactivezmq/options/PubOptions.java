package io.reactivezmq.options;

import java.time.Duration;

/** Options of a PUB socket (RFC 29). The default linger time is 30 seconds. */
public final class PubOptions extends SocketOptions<PubOptions>
        implements SendOptions<PubOptions>, PublishOptions<PubOptions>, ConflateOptions<PubOptions> {

    /** Creates options with default values. */
    public PubOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    PubOptions self() {
        return this;
    }
}
