package io.reactivezmq.zmtp.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** The bytes that a channel has not passed to the operating system. */
public final class WaitingOutput {

    private WaitingOutput() {}

    /**
     * Returns whether bytes wait in the channel. When the connection ends, the messages among them return to their
     * queue. So a handler that sends something before it closes the channel must not do so: that would send them too.
     */
    public static boolean exists(Channel channel) {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        return waiting != null && waiting.totalPendingWriteBytes() > 0;
    }
}
