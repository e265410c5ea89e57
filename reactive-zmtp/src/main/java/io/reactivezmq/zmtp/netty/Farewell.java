package io.reactivezmq.zmtp.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The end of a connection whose messages are all written. The operating system resets a connection that is closed while
 * the peer sends, and drops what the peer has not taken by then. So this side only ends its output first, and drops
 * what still comes, before TLS or a WebSocket reads it. The connection may be closed when the peer has closed it, which
 * a peer does when it has read everything, or when the peer has been silent for a second.
 */
final class Farewell extends ChannelInboundHandlerAdapter {

    private final List<Runnable> actions = new ArrayList<>(1);
    private long dropped;
    private @Nullable InputSilence silence;
    private boolean over;

    private Farewell() {}

    /** Begins to end the connection of this session, which reads nothing more. */
    static Farewell begin(ChannelHandlerContext session) {
        Farewell farewell = new Farewell();
        if (session.channel() instanceof DuplexChannel channel && channel.isActive() && !channel.isOutputShutdown()) {
            farewell.silence = new InputSilence(session.executor(), () -> farewell.dropped, farewell::end);
            ChannelFuture ended = endLayers(session);
            channel.pipeline().addFirst(farewell);
            ended.addListener(done -> shutDown(channel));
            channel.pipeline().firstContext().read();
        } else {
            farewell.over = true;
        }
        return farewell;
    }

    /** Ends the output of TLS and of a WebSocket. The one that is nearest to the session comes first. */
    private static ChannelFuture endLayers(ChannelHandlerContext session) {
        List<ChannelHandlerContext> layers = new ArrayList<>(2);
        for (Map.Entry<String, ChannelHandler> each : session.pipeline()) {
            if (each.getValue() == session.handler()) {
                break;
            }
            if (each.getValue() instanceof OutputLayer) {
                layers.add(0, session.pipeline().context(each.getValue()));
            }
        }
        ChannelFuture last = session.newSucceededFuture();
        for (ChannelHandlerContext layer : layers) {
            last = ((OutputLayer) layer.handler()).endOutput(layer);
        }
        return last;
    }

    private static void shutDown(DuplexChannel channel) {
        if (channel.isActive()) {
            channel.shutdownOutput();
        }
    }

    /** Runs the action when the connection may be closed. */
    void whenOver(Runnable action) {
        if (over) {
            action.run();
        } else {
            actions.add(action);
        }
    }

    /** Ends the wait for the peer. */
    void end() {
        over = true;
        if (silence != null) {
            silence.close();
        }
        List<Runnable> due = List.copyOf(actions);
        actions.clear();
        due.forEach(Runnable::run);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            dropped += bytes.readableBytes();
        }
        ReferenceCountUtil.release(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.read();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end();
        context.fireExceptionCaught(cause);
    }
}
