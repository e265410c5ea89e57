package io.reactivezmq.options;

import java.time.Duration;

/** Options of a PUSH socket (RFC 30). The default linger time is 30 seconds. */
public final class PushOptions extends SocketOptions<PushOptions>
        implements SendOptions<PushOptions>, BalanceOptions<PushOptions>, ConflateOptions<PushOptions> {

    /** Creates options with default values. */
    public PushOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    PushOptions self() {
        return this;
    }
}
