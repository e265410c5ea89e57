package io.reactivezmq.zmtp.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The end of a connection whose messages are all written. The operating system resets a connection that is closed while
 * the peer sends, and drops what the peer has not taken by then. So this side only ends its output first, and drops
 * what still comes. It closes the connection when the peer has closed it, which a peer does when it has read
 * everything.
 */
final class Farewell extends ChannelInboundHandlerAdapter {

    /** The longest time that this side waits for the peer, in nanoseconds. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

    private final List<Runnable> actions = new ArrayList<>(1);
    private @Nullable ScheduledFuture<?> timer;
    private boolean over;

    private Farewell() {}

    /** Begins to end the connection of this session, and takes the place of the session. */
    static Farewell begin(ChannelHandlerContext session) {
        Farewell farewell = new Farewell();
        if (session.channel() instanceof DuplexChannel channel && channel.isActive() && !channel.isOutputShutdown()) {
            farewell.timer = session.executor().schedule(farewell::end, PATIENCE, TimeUnit.NANOSECONDS);
            session.pipeline().addBefore(session.name(), null, farewell);
            channel.shutdownOutput();
            session.read();
        } else {
            farewell.over = true;
        }
        return farewell;
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
        if (timer != null) {
            timer.cancel(false);
        }
        List<Runnable> due = List.copyOf(actions);
        actions.clear();
        due.forEach(Runnable::run);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
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
