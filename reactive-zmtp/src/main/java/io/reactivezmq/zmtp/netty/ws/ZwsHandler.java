package io.reactivezmq.zmtp.netty.ws;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
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
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.settings.LimitSettings;
import io.reactivezmq.zmtp.netty.OutputLayer;
import io.reactivezmq.zmtp.netty.WaitingOutput;
import io.reactivezmq.zmtp.netty.ZmtpHandler;
import io.reactivezmq.zmtp.session.PingBudget;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Translates between a WebSocket and the handler of the session, which reads and writes ZMTP bytes. Pings, pongs and
 * closes are those of the WebSocket.
 */
abstract class ZwsHandler extends ChannelDuplexHandler implements OutputLayer {

    /** An upper bound for the bytes that a mechanism's seal adds to a frame. */
    private static final int SEAL = 256;

    private static final int MOST = Integer.MAX_VALUE - 64;

    private final LimitSettings limits;
    private final byte[] routingId;
    private final List<SubProtocol> protocols;
    private final ZwsEncoder out;
    private final List<ByteBuf> translated = new ArrayList<>();

    private @Nullable ZwsDecoder in;

    private final PingBudget pings;

    /** The answers to pings that wait while the channel is full; at most {@code maxPingsPerSecond}. */
    private final ArrayDeque<ByteBuf> pongs = new ArrayDeque<>(0);

    private boolean closing;

    /** Whether frames were written and not flushed. They are not sent if the connection is closed now. */
    private boolean unflushed;

    ZwsHandler(LinkHost host, boolean masks) {
        this.limits = host.settings().limits();
        this.pings = new PingBudget(limits.maxPingsPerSecond(), host.loop()::nanoTime);
        this.routingId =
                host.type().announcesRoutingId() ? host.settings().metadata().routingId() : new byte[0];
        this.protocols = SubProtocol.of(host.settings().security().mechanism().mechanism());
        this.out = new ZwsEncoder(masks);
    }

    /** Returns the supported sub-protocols, the preferred one first. */
    List<SubProtocol> protocols() {
        return protocols;
    }

    /** Returns the most bytes in one WebSocket message. */
    int mostBytes() {
        return (int) Math.min(
                MOST, Math.max(limits.frames().maxFrameSize(), limits.frames().maxCommandSize()) + SEAL);
    }

    // Before the upgrade.

    /** Handles an HTTP message before the upgrade. */
    abstract void receiveHttp(ChannelHandlerContext context, Object message);

    /** Starts the translation after the upgrade, with the sub-protocol that both sides have agreed on. */
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

    // Input from the peer.

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
            // Answers with a Close frame. The context's own method would pass this handler by.
            close(context, context.newPromise());
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
            // Messages before the failure are still valid.
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

    private static boolean ping(ChannelHandlerContext context) {
        // While the channel is full, the connection waits for the peer to read anyway.
        boolean takesPing = context.channel().isWritable();
        if (takesPing) {
            context.writeAndFlush(new PingWebSocketFrame());
        }
        return takesPing;
    }

    private void sign(ChannelHandlerContext context) {
        if (pongs.isEmpty() && context.channel().isWritable()) {
            context.writeAndFlush(new PongWebSocketFrame());
        }
    }

    /**
     * Answers a ping. Beyond the limits a ping gets no answer, so that a peer that sends pings and never reads does not
     * exhaust the memory.
     */
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

    // Output to the peer.

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (!(message instanceof ByteBuf bytes) || !bytes.isReadable()) {
            context.write(message, promise);
            return;
        }
        unflushed = true;
        try {
            out.translate(bytes, context.alloc(), translated);
        } finally {
            bytes.release();
        }
        int last = translated.size() - 1;
        for (int i = 0; i < last; i++) {
            context.write(translated.get(i), context.voidPromise());
        }
        // Even an empty buffer is written, because it carries the promise.
        context.write(last < 0 ? Unpooled.EMPTY_BUFFER : translated.get(last), promise);
        translated.clear();
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        unflushed = false;
        context.flush();
    }

    @Override
    public ChannelFuture endOutput(ChannelHandlerContext context) {
        closing = true;
        return context.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        // Messages that were not sent return to their pipe, so a Close frame must not take them along.
        if (in != null && !closing && !unflushed && !WaitingOutput.exists(context.channel())) {
            endOutput(context);
        }
        closing = true;
        context.close(promise);
    }
}
