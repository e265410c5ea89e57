package io.reactivezmq.zmtp.netty.ws;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.zmtp.netty.ZmtpHandler;

/**
 * Counts received bytes before they become WebSocket frames. It reports them as signs of life, because a large frame
 * may take long. It also limits what a peer may send before the handshake is finished. While an authentication or
 * computation is in progress, a peer above the limit has to wait instead.
 */
final class ByteCounter extends ChannelDuplexHandler {

    /**
     * The allowance in addition to the handshake: the head of an HTTP request, which Netty limits to less, and frame
     * headers.
     */
    private static final int REQUEST = 16 * 1024;

    private final int limit;
    private long bytes;

    /**
     * Creates the counter of one connection.
     *
     * @param maxHandshakeSize the most bytes of ZMTP before the handshake is finished
     */
    ByteCounter(int maxHandshakeSize) {
        this.limit = (int) Math.min(Integer.MAX_VALUE, (long) maxHandshakeSize + REQUEST);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf buffer) {
            ZmtpHandler session = session(context);
            session.heard(buffer.readableBytes());
            // Checks the bytes of earlier reads, because traffic may follow the handshake within this read.
            if (bytes > limit && session.isHandshaking() && !session.isWaiting()) {
                buffer.release();
                context.fireExceptionCaught(new ProtocolException(
                        ProtocolError.LIMIT_EXCEEDED,
                        "more than " + limit + " bytes before the handshake was finished (maxHandshakeSize)"));
                return;
            }
            bytes += buffer.readableBytes();
        }
        context.fireChannelRead(message);
    }

    @Override
    public void read(ChannelHandlerContext context) {
        ZmtpHandler session = session(context);
        // The session reads again when it has its result.
        if (bytes <= limit || !session.isHandshaking() || !session.isWaiting()) {
            context.read();
        }
    }

    private static ZmtpHandler session(ChannelHandlerContext context) {
        return context.pipeline().get(ZmtpHandler.class);
    }
}
