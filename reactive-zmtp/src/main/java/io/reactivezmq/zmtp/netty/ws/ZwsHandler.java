package io.reactivezmq.zmtp.netty.ws;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.options.LimitSettings;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.zmtp.netty.ZmtpHandler;
import io.reactivezmq.zmtp.session.PingBudget;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a WebSocket and the handler that runs the session, which sees ZMTP's bytes. Pings, pongs and closes
 * are the WebSocket's own.
 */
abstract class ZwsHandler extends ChannelDuplexHandler {

    /** What a mechanism's seal may add to a frame, and more. */
    private static final int SEAL = 256;

    private static final int MOST = Integer.MAX_VALUE - 64;

    private final LimitSettings limits;
    private final byte[] routingId;
    private final List<SubProtocol> protocols;
    private final ZwsEncoder out;
    private final List<ByteBuf> translated = new ArrayList<>();

    private @Nullable ZwsDecoder in;

    private final PingBudget pings;

    /** The answers to pings, while the channel is full; at most {@code maxPingsPerSecond}. */
    private final ArrayDeque<ByteBuf> pongs = new ArrayDeque<>(0);

    private boolean closing;

    ZwsHandler(LinkHost host, boolean masks) {
        this.limits = host.settings().limits();
        this.pings = new PingBudget(limits.maxPingsPerSecond(), System::nanoTime);
        this.routingId = host.type().announcesRoutingId() ? host.settings().announcedId() : new byte[0];
        this.protocols = SubProtocol.of(host.settings().security().mechanism().mechanism());
        this.out = new ZwsEncoder(masks);
    }

    /** What we speak, the better first. */
    List<SubProtocol> protocols() {
        return protocols;
    }

    /** The most bytes in one message. */
    int mostBytes() {
        return (int) Math.min(MOST, Math.max(limits.maxFrameSize(), limits.maxCommandSize()) + SEAL);
    }

    // Until it is a WebSocket.

    /** What comes before that. */
    abstract void receiveHttp(ChannelHandlerContext context, Object message);

    /** The connection is a WebSocket now, and both sides speak this. */
    void upgraded(ChannelHandlerContext context, SubProtocol protocol) {
        if (context.isRemoved()) {
            return;
        }
        ZwsDecoder collector = new ZwsDecoder(context, mostBytes());
        in = collector;
        session(context).heartbeatsBy(() -> ping(context), () -> sign(context));
        if (protocol.bare()) {
            out.leaveOutCommands();
            ByteBuf id = context.alloc().buffer(1 + routingId.length);
            context.writeAndFlush(new BinaryWebSocketFrame(id.writeByte(0).writeBytes(routingId)));
        }
        collector.greet(protocol);
        context.fireChannelReadComplete();
    }

    static void fail(ChannelHandlerContext context, ProtocolError error, String why) {
        context.fireExceptionCaught(new ProtocolException(error, why));
    }

    private static ZmtpHandler session(ChannelHandlerContext context) {
        return context.pipeline().get(ZmtpHandler.class);
    }

    // From the peer.

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (in == null) {
                receiveHttp(context, message);
            } else if (!closing && message instanceof WebSocketFrame frame) {
                receive(context, in, frame);
            }
        } catch (ProtocolException broken) {
            exceptionCaught(context, broken);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void receive(ChannelHandlerContext context, ZwsDecoder collector, WebSocketFrame frame) {
        if (frame instanceof BinaryWebSocketFrame) {
            collector.add(frame, false);
        } else if (frame instanceof ContinuationWebSocketFrame) {
            collector.add(frame, true);
        } else if (frame instanceof PingWebSocketFrame) {
            answer(context, frame.content());
        } else if (frame instanceof CloseWebSocketFrame) {
            collector.handOn();
            context.fireChannelReadComplete();
            context.close();
        } else if (!(frame instanceof PongWebSocketFrame)) {
            throw new ProtocolException(ProtocolError.MALFORMED_FRAME, "a WebSocket message of text");
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (in != null) {
            in.handOn();
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closing = true;
        if (in != null) {
            in.handOn();
        }
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (in != null) {
            in.close();
        }
        pongs.forEach(ByteBuf::release);
        pongs.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (in != null) {
            // What came before it counts.
            in.handOn();
        }
        Throwable reason = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        if (reason instanceof CorruptedWebSocketFrameException broken) {
            boolean large = broken.closeStatus() == WebSocketCloseStatus.MESSAGE_TOO_BIG;
            fail(
                    context,
                    large ? ProtocolError.LIMIT_EXCEEDED : ProtocolError.MALFORMED_FRAME,
                    String.valueOf(broken.getMessage()));
        } else {
            context.fireExceptionCaught(cause);
        }
    }

    // Signs of life.

    private static void ping(ChannelHandlerContext context) {
        // While the channel is full, the peer's reading is what is waited for anyhow.
        if (context.channel().isWritable()) {
            context.writeAndFlush(new PingWebSocketFrame());
        }
    }

    private void sign(ChannelHandlerContext context) {
        if (pongs.isEmpty() && context.channel().isWritable()) {
            context.writeAndFlush(new PongWebSocketFrame());
        }
    }

    /** Beyond the limits a ping is not answered, so that a peer that asks and never reads does not fill our memory. */
    private void answer(ChannelHandlerContext context, ByteBuf payload) {
        if (!pings.take()) {
            return;
        }
        session(context).pinged(Duration.ZERO);
        if (pongs.size() < limits.maxPingsPerSecond()) {
            pongs.add(payload.retain());
            writePongs(context);
        }
    }

    private void writePongs(ChannelHandlerContext context) {
        if (pongs.isEmpty() || !context.channel().isWritable()) {
            return;
        }
        ByteBuf payload;
        while (context.channel().isWritable() && (payload = pongs.poll()) != null) {
            context.write(new PongWebSocketFrame(payload));
        }
        context.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        writePongs(context);
        context.fireChannelWritabilityChanged();
    }

    // To the peer.

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (!(message instanceof ByteBuf bytes) || !bytes.isReadable()) {
            context.write(message, promise);
            return;
        }
        try {
            out.translate(bytes, context.alloc(), translated);
        } finally {
            bytes.release();
        }
        int last = translated.size() - 1;
        for (int i = 0; i < last; i++) {
            context.write(translated.get(i), context.voidPromise());
        }
        // An empty one too, as it carries the promise.
        context.write(last < 0 ? Unpooled.EMPTY_BUFFER : translated.get(last), promise);
        translated.clear();
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (in != null && !closing) {
            context.write(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
            context.flush();
        }
        closing = true;
        context.close(promise);
    }
}
