package io.reactivezmq.options;

/** Options of a PAIR socket (RFC 31). The default linger time is 30 seconds. */
public final class PairOptions extends BalanceOptions<PairOptions>
        implements SendOptions<PairOptions>, ReceiveOptions<PairOptions> {

    /** Creates options with default values. */
    public PairOptions() {}

    @Override
    PairOptions self() {
        return this;
    }
}
