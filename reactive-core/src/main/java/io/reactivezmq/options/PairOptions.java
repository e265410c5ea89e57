package io.reactivezmq.options;

import java.time.Duration;

/** Options of a PAIR socket (RFC 31). The default linger time is 30 seconds. */
public final class PairOptions extends SocketOptions<PairOptions>
        implements SendOptions<PairOptions>, ReceiveOptions<PairOptions>, BalanceOptions<PairOptions> {

    /** Creates options with default values. */
    public PairOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    PairOptions self() {
        return this;
    }
}
