package io.reactivezmq.options;

/** Options of a SCATTER socket (RFC 49). The default linger time is 30 seconds. */
public final class ScatterOptions extends BalanceOptions<ScatterOptions> implements SendOptions<ScatterOptions> {

    /** Creates options with default values. */
    public ScatterOptions() {}

    @Override
    ScatterOptions self() {
        return this;
    }
}
