package io.reactivezmq.options;

import java.time.Duration;

/** Options of a SCATTER socket (RFC 49). The default linger time is 30 seconds. */
public final class ScatterOptions extends SocketOptions<ScatterOptions>
        implements SendOptions<ScatterOptions>, BalanceOptions<ScatterOptions> {

    /** Creates options with default values. */
    public ScatterOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    ScatterOptions self() {
        return this;
    }
}
