package io.reactivezmq.zmtp.netty.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.options.DgramOptions;
import io.reactivezmq.zmtp.netty.TestHost;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a datagram that was not sent. */
class DatagramLinkTest {

    private static final InetSocketAddress ANY = new InetSocketAddress("127.0.0.1", 0);

    private final TestHost host = new TestHost(SocketType.DGRAM, new DgramOptions().settings());
    private final List<ChannelPromise> writes = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelOutboundHandlerAdapter() {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
            writes.add(promise);
        }
    });

    private TestHost.TestPipe send(int datagrams) {
        DatagramLink link = new DatagramLink(host, new UdpRoute(ANY, ANY, null));
        channel.pipeline().addLast(link);
        link.attach("127.0.0.1:5555", false);
        TestHost.TestPipe pipe = host.pipes.get(0);
        for (int i = 0; i < datagrams; i++) {
            pipe.outbound.add(ZmqMessage.of("127.0.0.1:5556", "m" + i));
        }
        link.wake();
        channel.runPendingTasks();
        assertThat(writes).hasSize(datagrams);
        assertThat(pipe.underWay).hasSize(datagrams);
        return pipe;
    }

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
        channel.checkException();
        assertThat(host.misuses).isEmpty();
    }

    @Test
    void aFailedReadIsNoFailedSend() {
        TestHost.TestPipe pipe = send(3);
        channel.pipeline().fireExceptionCaught(new IOException("recvmmsg"));
        assertThat(pipe.unsendable).isEmpty();
        writes.forEach(ChannelPromise::trySuccess);
        assertThat(pipe.unsendable).isEmpty();
        assertThat(pipe.underWay).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aFailedWriteIsAFailedSend(int failing) {
        TestHost.TestPipe pipe = send(3);
        for (int i = 0; i < 3; i++) {
            if (i == failing) {
                writes.get(i).tryFailure(new IOException("sendmmsg"));
            } else {
                writes.get(i).trySuccess();
            }
        }
        channel.runPendingTasks();
        assertThat(pipe.unsendable).hasSize(1);
        assertThat(pipe.underWay).isEmpty();
        assertThat(channel.isOpen()).isTrue();
    }
}
