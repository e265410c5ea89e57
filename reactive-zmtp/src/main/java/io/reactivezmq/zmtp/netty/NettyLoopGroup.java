package io.reactivezmq.zmtp.netty;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.internal.PlatformDependent;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.loop.LoopGroup;
import io.reactivezmq.loop.LoopProvider;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/** The loops of a context, on Reactor Netty's event loops. */
public final class NettyLoopGroup implements LoopGroup {

    private static final Duration QUIET = Duration.ZERO;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final EventLoopGroup group;

    /** Ends the loops; does nothing to those of the application. */
    private final Mono<Void> end;

    static {
        // Reactor Netty looks for native libraries when it creates its first channel, which reads files. So it is done
        // here, before there is a loop, even if the application's own loops use NIO.
        LoopResources.hasNativeSupport();
    }

    private NettyLoopGroup(EventLoopGroup group, Mono<Void> end) {
        this.group = group;
        this.end = end;
        if (!(group instanceof IoEventLoopGroup io && io.isIoType(EpollIoHandler.class))) {
            // Channels of epoll do not use the JDK's sockets.
            JdkSockets.prepareTcp();
        }
    }

    /** Returns a group on the application's event loops, which {@link #shutdown} leaves alone. */
    public static LoopGroup shared(LoopResources resources) {
        return new NettyLoopGroup(resources.onServer(LoopResources.DEFAULT_NATIVE), Mono.empty());
    }

    @Override
    public Loop next() {
        return new NettyLoop(group.next());
    }

    @Override
    public Mono<Void> shutdown() {
        return end;
    }

    /**
     * Creates the loops of contexts that do not use {@link #shared} ones, on daemon threads whose names begin with
     * {@code zmq}. Found by {@link java.util.ServiceLoader}. When the context closes, it shuts them down within 5
     * seconds.
     */
    public static final class Provider implements LoopProvider {

        @Override
        public LoopGroup create(int loops) {
            LoopResources resources = LoopResources.create("zmq", loops, true);
            return new NettyLoopGroup(
                    resources.onServer(LoopResources.DEFAULT_NATIVE), resources.disposeLater(QUIET, LONGEST));
        }

        @Override
        public LoopGroup createBusy(int loops) {
            // The system property of Reactor Netty, which its own loops follow.
            boolean epoll = LoopResources.DEFAULT_NATIVE && Epoll.isAvailable();
            EventLoopGroup group = BusyLoops.create("zmq", loops, epoll);
            return new NettyLoopGroup(
                    group,
                    Mono.create(sink -> group.shutdownGracefully(QUIET.toMillis(), LONGEST.toMillis(), MILLISECONDS)
                            .addListener(ended -> sink.success())));
        }

        @Override
        public long directMemory() {
            return PlatformDependent.maxDirectMemory();
        }
    }

    /** Returns whether this loop uses Linux's epoll, whose channels support more options than NIO. For transports. */
    public static boolean isEpoll(EventLoop loop) {
        return loop instanceof IoEventLoop io && io.isIoType(EpollIoHandler.class);
    }

    /** Returns whether this loop uses NIO. For transports. */
    public static boolean isNio(EventLoop loop) {
        return loop instanceof IoEventLoop io && io.isIoType(NioIoHandler.class);
    }

    /**
     * Returns the Netty event loop of a socket. For transports.
     *
     * @throws IllegalArgumentException when the context's loops are not Netty's
     */
    public static EventLoop eventLoop(Loop loop) {
        if (loop instanceof NettyLoop netty) {
            return netty.eventLoop();
        }
        throw new IllegalArgumentException("The context's loops are not Netty's, as its network transports need");
    }
}
