package io.reactivezmq.zmtp.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.options.PullOptions;
import io.reactivezmq.testing.RawPeer;
import io.reactivezmq.zmtp.codec.Greeting;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signs of life of connections that are paused by back-pressure. */
class LifeSignsTest {

    private static final int CROWD = 100;

    private final TestHost host = new TestHost(SocketType.PULL, new PullOptions().settings());

    /** A connection whose peer has sent a PING, and more than there is room for. */
    private EmbeddedChannel paused() {
        EmbeddedChannel channel = new EmbeddedChannel(new ZmtpHandler(host, true));
        feed(channel, Greeting.encode(0, "NULL", false));
        feed(channel, RawPeer.ready("PUSH"));
        feed(channel, RawPeer.command("PING", new byte[2]));
        feed(channel, RawPeer.frames(ZmqMessage.of("too much")));
        return channel;
    }

    private static void feed(EmbeddedChannel channel, byte[] bytes) {
        feed(channel, Unpooled.wrappedBuffer(bytes));
    }

    private static void feed(EmbeddedChannel channel, ByteBuf bytes) {
        channel.writeInbound(bytes);
        channel.runPendingTasks();
    }

    @Test
    void aConnectionThatEndsIsForgottenAtOnce() {
        host.room = () -> false;
        int before = LifeSigns.waiting();
        List<EmbeddedChannel> channels = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            channels.add(paused());
        }
        assertThat(LifeSigns.waiting() - before).isEqualTo(CROWD);
        for (int i = 0; i < CROWD; i += 2) {
            host.pipes.get(i).link.close(new SocketClosedException("test"));
        }
        assertThat(LifeSigns.waiting() - before).isEqualTo(CROWD / 2);
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
        host.room = () -> true;
        host.pipes.stream().filter(pipe -> pipe.end == null).forEach(pipe -> pipe.link.resume());
        channels.forEach(EmbeddedChannel::runPendingTasks);
        assertThat(LifeSigns.waiting()).isEqualTo(before);
    }
}
