package io.reactivezmq.zmtp.netty.tcp;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.reactivezmq.zmtp.netty.InterfaceBinding;
import io.reactivezmq.zmtp.netty.NettyLoopGroup;
import java.nio.channels.spi.SelectorProvider;
import org.jspecify.annotations.Nullable;
import reactor.netty.resources.LoopResources;

/**
 * Runs a listener, its accepted channels and dialed channels on one event loop.
 *
 * @param loop the event loop
 * @param onlyIpv4 whether a listener accepts IPv4 only; Netty's own channels accept both families at any address
 * @param device the only network interface to use; null for any
 */
record AffineLoop(
        EventLoop loop, boolean onlyIpv4, @Nullable String device) implements LoopResources {

    @Override
    public EventLoopGroup onServer(boolean useNative) {
        return loop;
    }

    @Override
    public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup group) {
        C channel = channel(type, group);
        if (device != null) {
            bindToDevice(channel, device);
        }
        return channel;
    }

    private <C extends Channel> C channel(Class<C> type, EventLoopGroup group) {
        if (onlyIpv4 && type == ServerSocketChannel.class) {
            return type.cast(
                    NettyLoopGroup.isEpoll(loop)
                            ? new EpollServerSocketChannel(SocketProtocolFamily.INET)
                            : new NioServerSocketChannel(SelectorProvider.provider(), SocketProtocolFamily.INET));
        }
        return LoopResources.super.onChannel(type, group);
    }

    private void bindToDevice(Channel channel, String name) {
        try {
            InterfaceBinding.bind(channel, name, NettyLoopGroup.isEpoll(loop));
        } catch (Throwable e) {
            channel.unsafe().closeForcibly();
            throw e;
        }
    }
}
