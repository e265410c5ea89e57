package io.reactivezmq.options;

import java.time.Duration;

/** What can be set on a PUSH socket. */
public final class PushOptions extends SocketOptions<PushOptions>
        implements SendOptions<PushOptions>, BalanceOptions<PushOptions>, ConflateOptions<PushOptions> {

    /** With the defaults. */
    public PushOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    PushOptions self() {
        return this;
    }
}
