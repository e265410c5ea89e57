package io.reactivezmq.zmtp.netty.ws;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.zmtp.netty.ZmtpHandler;

/**
 * Sees the bytes before they are frames: a large frame that takes its time is a sign of life, and a stranger does not
 * get as much room as a peer. A peer that may go on before it is judged waits for that, once it has sent that much.
 */
final class ByteCounter extends ChannelDuplexHandler {

    /** Beside the handshake: the head of a request, which Netty limits to less, and the frames' headers. */
    private static final int REQUEST = 16 * 1024;

    private final int limit;
    private long bytes;

    /**
     * For one connection.
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
            // Of what came before, that is: traffic may stand behind the handshake in the same read.
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
        // The session reads again when it has its answer.
        if (bytes <= limit || !session.isHandshaking() || !session.isWaiting()) {
            context.read();
        }
    }

    private static ZmtpHandler session(ChannelHandlerContext context) {
        return context.pipeline().get(ZmtpHandler.class);
    }
}
