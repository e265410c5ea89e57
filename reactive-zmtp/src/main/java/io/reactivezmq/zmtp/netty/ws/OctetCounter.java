package io.reactivezmq.zmtp.netty.ws;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.zmtp.netty.ZmtpHandler;

/**
 * Sees the octets before they are frames: a large frame that takes its time is a sign of life, and a stranger does not
 * get as much room as a peer.
 */
final class OctetCounter extends ChannelInboundHandlerAdapter {

    /** With what may come behind the handshake in the same read. */
    private static final int MOST_BEFORE_HANDSHAKE = 256 * 1024;

    private long octets;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf buffer) {
            ZmtpHandler session = context.pipeline().get(ZmtpHandler.class);
            octets += buffer.readableBytes();
            session.heard(buffer.readableBytes());
            if (octets > MOST_BEFORE_HANDSHAKE && session.isHandshaking()) {
                buffer.release();
                context.fireExceptionCaught(new ProtocolException(
                        ProtocolError.LIMIT_EXCEEDED,
                        "more than " + MOST_BEFORE_HANDSHAKE + " octets before the handshake was finished"));
                return;
            }
        }
        context.fireChannelRead(message);
    }
}
