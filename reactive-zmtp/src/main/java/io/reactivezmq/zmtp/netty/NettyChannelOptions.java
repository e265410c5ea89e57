package io.reactivezmq.zmtp.netty;

import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.reactivezmq.spi.settings.KeepAliveSettings;
import io.reactivezmq.spi.settings.KernelSettings;
import io.reactivezmq.spi.settings.TransportSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** Maps a socket's settings to Netty's channel options, which differ between epoll and NIO. */
public final class NettyChannelOptions {

    /** Large enough for several batches, so that one can be encoded while the kernel takes another. */
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(128 * 1024, 512 * 1024);

    /** {@code SOL_SOCKET}, {@code SO_PRIORITY}. */
    private static final IntegerUnixChannelOption SO_PRIORITY = new IntegerUnixChannelOption("SO_PRIORITY", 1, 12);

    /** {@code SOL_SOCKET}, {@code SO_BUSY_POLL}; Netty's own option applies to streams only. */
    private static final IntegerUnixChannelOption SO_BUSY_POLL = new IntegerUnixChannelOption("SO_BUSY_POLL", 1, 46);

    /** In the order in which they are set, because a type of service also sets a priority. */
    private final Map<ChannelOption<?>, Object> options = new LinkedHashMap<>();

    private NettyChannelOptions() {}

    /** Creates the options of any stream channel. */
    public static NettyChannelOptions ofStream(KernelSettings settings) {
        NettyChannelOptions all = ofAny(settings);
        // A failed write does not close the channel, which may still have bytes to read.
        all.put(ChannelOption.AUTO_CLOSE, false);
        return all;
    }

    private static NettyChannelOptions ofAny(KernelSettings settings) {
        NettyChannelOptions all = new NettyChannelOptions();
        all.put(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK);
        all.put(ChannelOption.SO_SNDBUF, settings.sendBuffer());
        all.put(ChannelOption.SO_RCVBUF, settings.receiveBuffer());
        return all;
    }

    /** Creates the options of a TCP channel. */
    public static NettyChannelOptions ofTcp(TransportSettings settings, boolean epoll) {
        KernelSettings kernel = settings.kernel();
        NettyChannelOptions all = ofStream(kernel);
        KeepAliveSettings keepAlive = settings.tcp().keepAlive();
        all.put(ChannelOption.TCP_NODELAY, true);
        all.put(ChannelOption.SO_KEEPALIVE, keepAlive.enabled());
        all.put(ChannelOption.IP_TOS, kernel.typeOfService());
        Integer idle = keepAlive.idle() == null
                ? null
                : Math.toIntExact(keepAlive.idle().toSeconds());
        Integer interval = keepAlive.interval() == null
                ? null
                : Math.toIntExact(keepAlive.interval().toSeconds());
        all.put(
                epoll ? EpollChannelOption.TCP_KEEPIDLE : NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE),
                idle);
        all.put(
                epoll ? EpollChannelOption.TCP_KEEPINTVL : NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL),
                interval);
        all.put(
                epoll ? EpollChannelOption.TCP_KEEPCNT : NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT),
                keepAlive.count());
        if (epoll) {
            all.put(SO_PRIORITY, kernel.priority());
            all.put(EpollChannelOption.SO_BUSY_POLL, kernel.busyPoll());
            all.put(
                    EpollChannelOption.TCP_USER_TIMEOUT,
                    keepAlive.retransmitTimeout() == null
                            ? null
                            : Math.toIntExact(keepAlive.retransmitTimeout().toMillis()));
        }
        return all;
    }

    /** Creates the options of a UDP channel, as far as they also exist for TCP. */
    public static NettyChannelOptions ofUdp(KernelSettings settings, boolean epoll) {
        NettyChannelOptions all = ofAny(settings);
        all.put(ChannelOption.IP_TOS, settings.typeOfService());
        if (epoll) {
            all.put(SO_PRIORITY, settings.priority());
            all.put(SO_BUSY_POLL, settings.busyPoll());
        }
        return all;
    }

    private <T> void put(ChannelOption<T> option, @Nullable T value) {
        if (value != null) {
            options.put(option, value);
        }
    }

    /** Sets options on a client, on a server for its accepted channels, or on the configuration of a channel. */
    public interface Target<B> {

        /** Returns the builder with one more option. */
        <T> B set(B builder, ChannelOption<T> option, T value);
    }

    /** Returns the builder with all options set. */
    @SuppressWarnings("unchecked")
    public <B> B applyTo(B builder, Target<B> target) {
        B result = builder;
        for (Map.Entry<ChannelOption<?>, Object> option : options.entrySet()) {
            result = target.set(result, (ChannelOption<Object>) option.getKey(), option.getValue());
        }
        return result;
    }
}
