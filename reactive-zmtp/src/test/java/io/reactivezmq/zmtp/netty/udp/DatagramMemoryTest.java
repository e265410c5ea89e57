package io.reactivezmq.zmtp.netty.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.options.RadioOptions;
import io.reactivezmq.zmtp.netty.LimitedAllocator;
import io.reactivezmq.zmtp.netty.TestHost;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Datagrams for which there is no memory are counted, and the endpoint goes on. */
class DatagramMemoryTest {

    private final TestHost host = new TestHost(SocketType.RADIO, new RadioOptions().settings());
    private final LimitedAllocator allocator = new LimitedAllocator();
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
        channel.checkException();
        assertThat(host.misuses).isEmpty();
    }

    private List<String> sent() {
        List<String> bodies = new ArrayList<>();
        for (DatagramPacket packet; (packet = channel.readOutbound()) != null; packet.release()) {
            // A length, the group "g", and the body.
            bodies.add(packet.content().toString(StandardCharsets.US_ASCII).substring(2));
        }
        return bodies;
    }

    @Test
    void theEndpointGoesOn() {
        channel.config().setAllocator(allocator);
        InetSocketAddress target = new InetSocketAddress("127.0.0.1", 5555);
        DatagramLink link = new DatagramLink(host, new UdpRoute(new InetSocketAddress("127.0.0.1", 0), target, null));
        channel.pipeline().addLast(link);
        link.attach("127.0.0.1:5555", false);
        TestHost.TestPipe pipe = host.pipes.get(0);

        allocator.limit(2);
        for (int i = 0; i < 5; i++) {
            pipe.outbound.add(ZmqMessage.of("g", "m" + i));
        }
        link.wake();
        channel.runPendingTasks();
        assertThat(sent()).containsExactly("m0", "m1");
        assertThat(pipe.unsendable).hasSize(3);
        assertThat(pipe.underWay).isEmpty();

        allocator.limit(Integer.MAX_VALUE);
        pipe.outbound.add(ZmqMessage.of("g", "later"));
        link.wake();
        channel.runPendingTasks();
        assertThat(sent()).containsExactly("later");
        assertThat(pipe.underWay).isEmpty();
        assertThat(channel.isOpen()).isTrue();
    }
}
