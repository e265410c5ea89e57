package io.reactivezmq.zmtp.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollSocketChannelConfig;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.reactivezmq.options.PushOptions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the kernel says of options that were set. */
class KernelOptionsTest {

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
        ChannelOptions.ofTcp(options.settings().tcp(), true)
                .applyTo(channel.config(), new ChannelOptions.Target<EpollSocketChannelConfig>() {
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
                .receiveBuffer(30_000));
        assertThat(config.isKeepAlive()).isTrue();
        assertThat(config.getTcpKeepIdle()).isEqualTo(77);
        assertThat(config.getTcpKeepIntvl()).isEqualTo(7);
        assertThat(config.getTcpKeepCnt()).isEqualTo(5);
        assertThat(config.getTrafficClass()).isEqualTo(0x10);
        // Linux doubles them, for its own use.
        assertThat(config.getSendBufferSize()).isEqualTo(40_000);
        assertThat(config.getReceiveBufferSize()).isEqualTo(60_000);
        assertThat(config.isTcpNoDelay()).isTrue();
    }
}
