package io.reactivezmq.options;

import java.time.Duration;

/** What can be set on a PAIR socket. */
public final class PairOptions extends SocketOptions<PairOptions>
        implements SendOptions<PairOptions>, ReceiveOptions<PairOptions>, BalanceOptions<PairOptions> {

    /** With the defaults. */
    public PairOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    PairOptions self() {
        return this;
    }
}
