package io.reactivezmq.options;

import java.time.Duration;

/** What can be set on a SCATTER socket. */
public final class ScatterOptions extends SocketOptions<ScatterOptions>
        implements SendOptions<ScatterOptions>, BalanceOptions<ScatterOptions> {

    /** With the defaults. */
    public ScatterOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    ScatterOptions self() {
        return this;
    }
}
