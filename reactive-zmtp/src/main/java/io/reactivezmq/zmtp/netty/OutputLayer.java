package io.reactivezmq.zmtp.netty;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;

/**
 * A handler that changes the bytes of a session, and has its own way to tell the peer that no more follow. For
 * transports; used on the loop of the channel.
 */
public interface OutputLayer {

    /**
     * Writes the end of the output, after which nothing else is written.
     *
     * @return completes when the operating system has taken it, or when that has failed
     */
    ChannelFuture endOutput(ChannelHandlerContext context);
}
