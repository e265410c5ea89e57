package io.reactivezmq.options;

/** Options of a CHANNEL socket (RFC 52). The default linger time is 30 seconds. */
public final class ChannelOptions extends BalanceOptions<ChannelOptions>
        implements SendOptions<ChannelOptions>, ReceiveOptions<ChannelOptions> {

    /** Creates options with default values. */
    public ChannelOptions() {}

    @Override
    ChannelOptions self() {
        return this;
    }
}
