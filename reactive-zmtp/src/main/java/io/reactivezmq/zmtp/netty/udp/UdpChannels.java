package io.reactivezmq.zmtp.netty.udp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.settings.DatagramSettings;
import io.reactivezmq.spi.settings.LinkSettings;
import io.reactivezmq.zmtp.netty.InterfaceBinding;
import io.reactivezmq.zmtp.netty.NettyChannelOptions;
import io.reactivezmq.zmtp.netty.NettyLoopGroup;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Creates UDP channels on the loop of their socket. They do not read until reading is turned on. */
final class UdpChannels {

    /** The size of the pooled read buffer in bytes; it is returned to the pool at once. */
    private static final int READ = 128 * 1024;

    /** The number of datagrams after which the loop handles its other channels. */
    private static final int TURN = 64;

    // Level and name on Linux. Netty's own options for epoll set IP_TTL instead, and nothing for IPv6.
    private static final IntegerUnixChannelOption IP_MULTICAST_TTL =
            new IntegerUnixChannelOption("IP_MULTICAST_TTL", 0, 33);
    private static final IntegerUnixChannelOption IP_MULTICAST_LOOP =
            new IntegerUnixChannelOption("IP_MULTICAST_LOOP", 0, 34);
    private static final IntegerUnixChannelOption IPV6_MULTICAST_HOPS =
            new IntegerUnixChannelOption("IPV6_MULTICAST_HOPS", 41, 18);
    private static final IntegerUnixChannelOption IPV6_MULTICAST_LOOP =
            new IntegerUnixChannelOption("IPV6_MULTICAST_LOOP", 41, 19);

    private UdpChannels() {}

    /**
     * Opens and binds a channel. It joins the group if there is one and the channel is to receive. Must be subscribed
     * to on the loop, because a channel cannot be created for an ended loop. Signals on the loop. On cancellation the
     * channel is closed.
     */
    static Mono<Channel> open(UdpRoute route, LinkHost host, boolean receives, ChannelHandler handler) {
        EventLoop loop = NettyLoopGroup.eventLoop(host.loop());
        return Mono.create(sink -> {
            ChannelFuture bound = new Bootstrap()
                    .group(loop)
                    .channelFactory(() -> channel(route, host.settings(), NettyLoopGroup.isEpoll(loop), receives))
                    .handler(handler)
                    .bind(route.local());
            AtomicBoolean unwanted = new AtomicBoolean();
            bound.addListener(done -> {
                if (unwanted.get()) {
                    bound.channel().close();
                } else if (!done.isSuccess()) {
                    sink.error(done.cause());
                } else if (receives && route.isMulticast()) {
                    join(route, (DatagramChannel) bound.channel(), sink);
                } else {
                    sink.success(bound.channel());
                }
            });
            sink.onCancel(() -> {
                unwanted.set(true);
                bound.channel().close();
            });
        });
    }

    private static void join(UdpRoute route, DatagramChannel channel, MonoSink<Channel> sink) {
        channel.joinGroup(route.target(), Objects.requireNonNull(route.card())).addListener(joined -> {
            if (joined.isSuccess()) {
                sink.success(channel);
            } else {
                channel.close();
                sink.error(joined.cause());
            }
        });
    }

    /** Creates a channel with its options, neither registered nor bound. */
    static DatagramChannel channel(UdpRoute route, LinkSettings settings, boolean epoll, boolean receives) {
        DatagramChannel channel = epoll ? epoll(route.isIpv6()) : nio(route.isIpv6());
        try {
            configure(channel, route, settings, epoll, receives);
            return channel;
        } catch (Throwable failure) {
            channel.unsafe().closeForcibly();
            throw failure;
        }
    }

    private static DatagramChannel epoll(boolean ipv6) {
        return new EpollDatagramChannel(ipv6 ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET);
    }

    private static DatagramChannel nio(boolean ipv6) {
        try {
            return EmptyDatagrams.around(java.nio.channels.DatagramChannel.open(
                    ipv6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET));
        } catch (IOException failure) {
            throw new ChannelException(failure);
        }
    }

    private static void configure(
            DatagramChannel channel, UdpRoute route, LinkSettings settings, boolean epoll, boolean receives) {
        ChannelConfig config = channel.config();
        config.setAutoRead(false);
        NettyChannelOptions.ofUdp(settings.transport().kernel(), epoll).applyTo(config, UdpChannels::set);
        String device = settings.transport().tcp().device();
        if (device != null) {
            InterfaceBinding.bind(channel, device, epoll);
        }
        DatagramSettings datagrams = settings.transport().datagrams();
        if (receives) {
            receiving(config, route, datagrams, epoll);
        }
        multicast(config, route, datagrams, epoll);
    }

    private static void receiving(ChannelConfig config, UdpRoute route, DatagramSettings datagrams, boolean epoll) {
        // One byte more than allowed: a datagram that fills it was too long.
        int size = datagrams.maxSize() + 1;
        int batch = epoll ? Math.max(1, Math.min(READ / size, TURN)) : 1;
        config.setRecvByteBufAllocator(new FixedRecvByteBufAllocator(batch * size).maxMessagesPerRead(TURN));
        if (epoll) {
            config.setOption(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, size);
        }
        if (route.isMulticast()) {
            // Each listener gets a copy. Otherwise a later listener would take all datagrams from the first.
            config.setOption(ChannelOption.SO_REUSEADDR, true);
            if (epoll && !route.isIpv6()) {
                // Receives only from the joined group, not from groups that other sockets on this host have joined. The
                // JDK does so itself.
                config.setOption(EpollChannelOption.IP_MULTICAST_ALL, false);
            }
        }
    }

    private static void multicast(ChannelConfig config, UdpRoute route, DatagramSettings datagrams, boolean epoll) {
        int hops = datagrams.multicastHops();
        boolean loop = datagrams.multicastLoop();
        if (!epoll) {
            config.setOption(NioChannelOption.of(StandardSocketOptions.IP_MULTICAST_TTL), hops);
            config.setOption(NioChannelOption.of(StandardSocketOptions.IP_MULTICAST_LOOP), loop);
        } else if (route.isIpv6()) {
            config.setOption(IPV6_MULTICAST_HOPS, hops);
            config.setOption(IPV6_MULTICAST_LOOP, loop ? 1 : 0);
        } else {
            config.setOption(IP_MULTICAST_TTL, hops);
            config.setOption(IP_MULTICAST_LOOP, loop ? 1 : 0);
        }
        NetworkInterface card = route.card();
        if (card != null) {
            config.setOption(ChannelOption.IP_MULTICAST_IF, card);
        }
    }

    private static <T> ChannelConfig set(ChannelConfig config, ChannelOption<T> option, T value) {
        config.setOption(option, value);
        return config;
    }
}
