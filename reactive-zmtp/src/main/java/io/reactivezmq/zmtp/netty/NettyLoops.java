package io.reactivezmq.zmtp.netty;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.internal.PlatformDependent;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.loop.LoopGroup;
import io.reactivezmq.loop.LoopProvider;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/** Reactor Netty's event loops as the loops of a context. */
public final class NettyLoops implements LoopGroup {

    private static final Duration QUIET = Duration.ZERO;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final LoopResources resources;
    private final EventLoopGroup group;
    private final boolean owned;

    static {
        // Reactor Netty looks for native libraries at its first channel. Looking reads files, so it is done here,
        // before
        // there is a loop, even if the application's own loops are of the JDK's kind.
        LoopResources.hasNativeSupport();
    }

    private NettyLoops(LoopResources resources, boolean owned) {
        this.resources = resources;
        this.group = resources.onServer(LoopResources.DEFAULT_NATIVE);
        this.owned = owned;
    }

    /**
     * The application's own loops, for {@link io.reactivezmq.ZmqContext#on}: sockets then share threads with its HTTP
     * servers and clients. Closing the context leaves them alone.
     */
    public static LoopGroup shared(LoopResources resources) {
        return new NettyLoops(resources, false);
    }

    @Override
    public Loop next() {
        return new NettyLoop(group.next());
    }

    @Override
    public Mono<Void> shutdown() {
        return owned ? resources.disposeLater(QUIET, LONGEST) : Mono.empty();
    }

    /** Found by {@link java.util.ServiceLoader}. */
    public static final class Provider implements LoopProvider {

        @Override
        public LoopGroup create(int loops) {
            return new NettyLoops(LoopResources.create("zmq", loops, true), true);
        }

        @Override
        public long directMemory() {
            return PlatformDependent.maxDirectMemory();
        }
    }

    /** For transports: whether this loop is Linux's own kind, whose channels can do more than the JDK's. */
    public static boolean isEpoll(EventLoop loop) {
        return loop instanceof IoEventLoop io && io.isIoType(EpollIoHandler.class);
    }

    /** For transports: whether this loop is of the JDK's kind. */
    public static boolean isNio(EventLoop loop) {
        return loop instanceof IoEventLoop io && io.isIoType(NioIoHandler.class);
    }

    /** For transports: the event loop of a socket. */
    public static EventLoop eventLoop(Loop loop) {
        if (loop instanceof NettyLoop netty) {
            return netty.eventLoop();
        }
        throw new IllegalArgumentException("The context's loops are not Netty's, as its network transports need");
    }
}
