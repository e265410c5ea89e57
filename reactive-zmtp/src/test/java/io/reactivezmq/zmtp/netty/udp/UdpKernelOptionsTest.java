package io.reactivezmq.zmtp.netty.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.reactivezmq.Endpoint;
import io.reactivezmq.options.DgramOptions;
import io.reactivezmq.options.RadioOptions;
import io.reactivezmq.testing.Loops;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the kernel says of options that were set on UDP channels. */
class UdpKernelOptionsTest {

    private static UdpRoute route(String address) throws IOException {
        UdpAddress read = UdpAddress.toConnect(new Endpoint("udp://" + address));
        return UdpRoute.toConnect(
                read, new InetSocketAddress(read.number(), read.to().port()));
    }

    private static int asked(DatagramChannel channel, int level, int name) {
        return channel.config().getOption(new IntegerUnixChannelOption("asked", level, name));
    }

    @Test
    void hopsAndLoopOnEpoll() throws IOException {
        assumeTrue(Loops.EPOLL.areAvailable());
        RadioOptions options = new RadioOptions().multicastHops(7).multicastLoop(false);
        DatagramChannel ipv4 = UdpChannels.channel(
                route("127.0.0.1;239.0.0.1:5555"), options.settings().links(), true, false);
        DatagramChannel ipv6 =
                UdpChannels.channel(route("[ff02::1]:5555"), options.settings().links(), true, false);
        DatagramChannel usual = UdpChannels.channel(
                route("239.0.0.1:5555"), new RadioOptions().settings().links(), true, false);
        try {
            assertThat(asked(ipv4, 0, 33)).isEqualTo(7);
            assertThat(asked(ipv4, 0, 34)).isZero();
            // Not that of datagrams to single hosts.
            assertThat(asked(ipv4, 0, 2)).isGreaterThan(7);
            assertThat(ipv4.config().getNetworkInterface())
                    .isEqualTo(NetworkInterface.getByInetAddress(java.net.InetAddress.getLoopbackAddress()));
            assertThat(asked(ipv6, 41, 18)).isEqualTo(7);
            assertThat(asked(ipv6, 41, 19)).isZero();
            assertThat(asked(usual, 0, 33)).isEqualTo(1);
            assertThat(asked(usual, 0, 34)).isEqualTo(1);
        } finally {
            ipv4.unsafe().closeForcibly();
            ipv6.unsafe().closeForcibly();
            usual.unsafe().closeForcibly();
        }
    }

    @Test
    void hopsAndLoopOnNio() throws IOException {
        RadioOptions options = new RadioOptions().multicastHops(7).multicastLoop(false);
        for (String address : new String[] {"127.0.0.1;239.0.0.1:5555", "[ff02::1]:5555"}) {
            DatagramChannel channel =
                    UdpChannels.channel(route(address), options.settings().links(), false, false);
            try {
                assertThat(channel.config().getOption(NioChannelOption.of(StandardSocketOptions.IP_MULTICAST_TTL)))
                        .isEqualTo(7);
                assertThat(channel.config().getOption(NioChannelOption.of(StandardSocketOptions.IP_MULTICAST_LOOP)))
                        .isFalse();
            } finally {
                channel.unsafe().closeForcibly();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Loops.class)
    void theRest(Loops loops) throws IOException {
        assumeTrue(loops.areAvailable());
        boolean epoll = loops == Loops.EPOLL;
        DgramOptions options = new DgramOptions()
                .sendBuffer(20_000)
                .receiveBuffer(30_000)
                .typeOfService(0x10)
                .priority(5)
                .maxDatagramSize(1000);
        DatagramChannel group = UdpChannels.channel(
                route("127.0.0.1;239.0.0.1:5555"), options.settings().links(), epoll, true);
        DatagramChannel alone =
                UdpChannels.channel(route("127.0.0.1:5555"), options.settings().links(), epoll, true);
        try {
            // Linux doubles them on epoll, for its own use; the JDK halves the value that it gets.
            assertThat(group.config().getSendBufferSize()).isIn(20_000, 40_000);
            assertThat(group.config().getReceiveBufferSize()).isIn(30_000, 60_000);
            assertThat(group.config().getTrafficClass()).isEqualTo(0x10);
            assertThat(group.config().getOption(ChannelOption.SO_REUSEADDR)).isTrue();
            assertThat(alone.config().getOption(ChannelOption.SO_REUSEADDR)).isFalse();
            assertThat(group.config().isAutoRead()).isFalse();
            if (epoll) {
                assertThat(asked(group, 1, 12)).isEqualTo(5);
                assertThat(group.config().getOption(EpollChannelOption.IP_MULTICAST_ALL))
                        .isFalse();
                assertThat(group.config().getOption(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE))
                        .isEqualTo(1001);
            }
        } finally {
            group.unsafe().closeForcibly();
            alone.unsafe().closeForcibly();
        }
    }
}
