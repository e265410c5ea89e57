package io.reactivezmq.options;

import java.time.Duration;

/** What can be set on a CHANNEL socket. */
public final class ChannelOptions extends SocketOptions<ChannelOptions>
        implements SendOptions<ChannelOptions>, ReceiveOptions<ChannelOptions>, BalanceOptions<ChannelOptions> {

    /** With the defaults. */
    public ChannelOptions() {
        super(Duration.ofSeconds(30));
    }

    @Override
    ChannelOptions self() {
        return this;
    }
}
