package io.reactivezmq.zmtp.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollSocketChannelConfig;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.options.PairOptions;
import io.reactivezmq.options.PushOptions;
import io.reactivezmq.testing.Await;
import io.reactivezmq.zmtp.netty.tcp.TcpAddress;
import io.reactivezmq.zmtp.netty.tcp.TcpRoute;
import io.reactivezmq.zmtp.netty.tcp.TcpStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.netty.Connection;

/** What the kernel says of options that were set. */
class KernelOptionsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration TIME = Duration.ofMillis(12_345);

    private final EpollSocketChannel channel = open();

    private static EpollSocketChannel open() {
        assumeTrue(Epoll.isAvailable());
        return new EpollSocketChannel();
    }

    @AfterEach
    void close() {
        channel.unsafe().closeForcibly();
    }

    private EpollSocketChannelConfig set(PushOptions options) {
        NettyChannelOptions.ofTcp(options.settings().links().transport(), true)
                .applyTo(channel.config(), new NettyChannelOptions.Target<EpollSocketChannelConfig>() {
                    @Override
                    public <T> EpollSocketChannelConfig set(
                            EpollSocketChannelConfig config, ChannelOption<T> option, T value) {
                        config.setOption(option, value);
                        return config;
                    }
                });
        return channel.config();
    }

    @Test
    void thePriorityIsTheKernels() {
        EpollSocketChannelConfig config = set(new PushOptions().priority(5));
        assertThat(config.getOption(new IntegerUnixChannelOption("asked", 1, 12)))
                .isEqualTo(5);
    }

    @Test
    void keepAliveAndBuffersAreTheKernels() {
        EpollSocketChannelConfig config = set(new PushOptions()
                .keepAlive(true)
                .keepAliveIdle(Duration.ofSeconds(77))
                .keepAliveInterval(Duration.ofSeconds(7))
                .keepAliveCount(5)
                .typeOfService(0x10)
                .sendBuffer(20_000)
                .receiveBuffer(30_000)
                .retransmitTimeout(Duration.ofMillis(4321)));
        assertThat(config.isKeepAlive()).isTrue();
        assertThat(config.getTcpKeepIdle()).isEqualTo(77);
        assertThat(config.getTcpKeepIntvl()).isEqualTo(7);
        assertThat(config.getTcpKeepCnt()).isEqualTo(5);
        assertThat(config.getTrafficClass()).isEqualTo(0x10);
        // Linux doubles them, for its own use.
        assertThat(config.getSendBufferSize()).isEqualTo(40_000);
        assertThat(config.getReceiveBufferSize()).isEqualTo(60_000);
        assertThat(config.isTcpNoDelay()).isTrue();
        assertThat(config.getOption(EpollChannelOption.TCP_USER_TIMEOUT)).isEqualTo(4321);
    }

    /** Two channels of a connection, one for each side. */
    private static void connected(
            IoHandlerFactory kind, Consumer<Queue<Channel>> check, Consumer<Channel> checkListener) {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, kind);
        // Initializes the class, as the first context does: not on a loop, because that reads files.
        NettyLoopGroup.isEpoll(loops.next());
        TestHost host =
                new TestHost(
                        SocketType.PAIR,
                        new PairOptions()
                                .retransmitTimeout(TIME)
                                .keepAlive(true)
                                .backlog(7)
                                .settings()) {
                    @Override
                    public Loop loop() {
                        return new NettyLoop(loops.next());
                    }
                };
        Queue<Channel> channels = new ConcurrentLinkedQueue<>();
        String any = "127.0.0.1:*";
        TcpStreams.Bound listening = TcpStreams.listen(
                        TcpAddress.toBind(new Endpoint("tcp://" + any), any), host, channels::add)
                .block(LIMIT);
        TcpAddress target = TcpAddress.toConnect(new Endpoint("tcp://" + listening.authority()), listening.authority());
        Connection connection =
                TcpStreams.connect(TcpRoute.to(target), host, channels::add).block(LIMIT);
        Await.until("both channels", () -> channels.size() == 2);
        check.accept(channels);
        checkListener.accept(listening.server().channel());
        connection.disposeNow();
        listening.server().disposeNow();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** The kernel's own words: whether this process may look into the network's adapters. */
    private static boolean mayAdministerTheNetwork() throws IOException {
        int administration = 12;
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("CapEff:"))
                .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                .anyMatch(capabilities -> (capabilities >> administration & 1) == 1);
    }

    @Test
    void busyPollIsTheKernelsWhereItIsAllowed() throws IOException {
        PushOptions options = new PushOptions().busyPoll(77);
        if (mayAdministerTheNetwork()) {
            assertThat(set(options).getSoBusyPoll()).isEqualTo(77);
        } else {
            assertThatThrownBy(() -> set(options)).isInstanceOf(ChannelException.class);
        }
    }

    @Test
    void theBacklogIsTheListeners() {
        for (IoHandlerFactory kind : List.of(EpollIoHandler.newFactory(), NioIoHandler.newFactory())) {
            connected(
                    kind,
                    channels -> {},
                    listener -> assertThat(listener.config().getOption(ChannelOption.SO_BACKLOG))
                            .isEqualTo(7));
        }
    }

    @Test
    void connectedAndAcceptedChannelsHaveThem() {
        connected(
                EpollIoHandler.newFactory(),
                channels -> assertThat(channels).hasSize(2).allSatisfy(one -> {
                    assertThat(one.config().getOption(EpollChannelOption.TCP_USER_TIMEOUT))
                            .isEqualTo((int) TIME.toMillis());
                    assertThat(one.config().getOption(ChannelOption.SO_KEEPALIVE))
                            .isTrue();
                }),
                listener -> {});
    }

    @Test
    void onTheJdksChannelsThatTimeoutIsLeftOut() {
        connected(
                NioIoHandler.newFactory(),
                channels -> assertThat(channels).hasSize(2).allSatisfy(one -> {
                    assertThat(one.config().getOption(EpollChannelOption.TCP_USER_TIMEOUT))
                            .isNull();
                    assertThat(one.config().getOption(ChannelOption.SO_KEEPALIVE))
                            .isTrue();
                }),
                listener -> {});
    }
}
