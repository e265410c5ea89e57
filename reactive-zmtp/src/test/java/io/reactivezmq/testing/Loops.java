package io.reactivezmq.testing;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.reactivezmq.loop.LoopGroup;
import io.reactivezmq.zmtp.NettyLoops;
import java.util.concurrent.TimeUnit;
import reactor.core.scheduler.NonBlocking;

/** The kinds of event loops there are. */
public enum Loops {
    EPOLL,
    NIO;

    /** Whether they work on this machine. */
    public boolean areAvailable() {
        return this == NIO || Epoll.isAvailable();
    }

    /** Two of them, to be closed. */
    public Running start() {
        IoHandlerFactory kind = this == NIO ? NioIoHandler.newFactory() : EpollIoHandler.newFactory();
        return new Running(new MultiThreadIoEventLoopGroup(2, LoopThread::new, kind));
    }

    /** BlockHound keeps an eye on these. */
    private static final class LoopThread extends io.netty.util.concurrent.FastThreadLocalThread
            implements NonBlocking {

        LoopThread(Runnable work) {
            super(work, "test-loop");
        }
    }

    /** Loops that run. */
    public record Running(EventLoopGroup netty) implements AutoCloseable {

        /** For a context. */
        public LoopGroup group() {
            return NettyLoops.shared(useNative -> netty);
        }

        @Override
        public void close() {
            netty.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }
}
