package io.reactivezmq.options;

import java.time.Duration;

/** Options of a CHANNEL socket (RFC 52). The default linger time is 30 seconds. */
public final class ChannelOptions extends SocketOptions<ChannelOptions>
        implements SendOptions<ChannelOptions>, ReceiveOptions<ChannelOptions>, BalanceOptions<ChannelOptions> {

    /** Creates options with default values. */
    public ChannelOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    ChannelOptions self() {
        return this;
    }
}
