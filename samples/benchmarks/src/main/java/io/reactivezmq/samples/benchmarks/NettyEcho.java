package io.reactivezmq.samples.benchmarks;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * Echoes bytes with plain Netty, without a protocol, as a baseline for the latency. It runs until the process is ended.
 */
@Command(name = "netty_echo", description = "Echoes bytes with plain Netty. Start it first.")
final class NettyEcho implements Runnable {

    @Parameters(paramLabel = "<bind-to>")
    private String bindTo = "";

    @Parameters(paramLabel = "<message-size>")
    private int messageSize;

    @Parameters(paramLabel = "<roundtrip-count>")
    private long count;

    @Mixin
    private WarmUpTrips warmUp = new WarmUpTrips();

    @Override
    public void run() {
        boolean epoll = Epoll.isAvailable();
        EventLoopGroup loops =
                new MultiThreadIoEventLoopGroup(1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        String host = bindTo.substring("tcp://".length(), bindTo.lastIndexOf(':'));
        Channel server = new ServerBootstrap()
                .group(loops)
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Echo())
                .bind(host, 0)
                .syncUninterruptibly()
                .channel();
        Listening.at("tcp://" + host + ":" + ((InetSocketAddress) server.localAddress()).getPort());
        server.closeFuture().syncUninterruptibly();
    }

    @ChannelHandler.Sharable
    private static final class Echo extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object bytes) {
            ctx.write(bytes, ctx.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
        }
    }
}
