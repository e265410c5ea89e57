package io.reactivezmq.zmtp.netty.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.options.PushOptions;
import io.reactivezmq.zmtp.netty.TestHost;
import io.reactivezmq.zmtp.netty.TestHost.TestPipe;
import io.reactivezmq.zmtp.netty.ZmtpHandler;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that are written and not flushed when this side closes a WebSocket. */
class ZwsCloseTest {

    /** Large enough for a write of its own, and too small for a flush. */
    private static final String LARGE = "x".repeat(40_000);

    private static final String CLOSE_FRAME = "\u0088\5\3\u00e8Bye";

    private final TestHost host = new TestHost(SocketType.PUSH, new PushOptions().settings());
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private int polls;

    @BeforeEach
    void begin() {
        host.toSend.add(ZmqMessage.of(LARGE));
        channel.pipeline()
                .addLast(new HttpServerCodec(), new HttpObjectAggregator(8192))
                .addLast(new ZwsServerHandler(host, WsAddress.parse(new Endpoint("ws://127.0.0.1:5555/"))))
                .addLast(new ZmtpHandler(host, true));
    }

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
        assertThat(host.misuses).isEmpty();
    }

    private TestPipe upgrade() {
        Upgrade.receive(channel);
        channel.runPendingTasks();
        assertThat(host.pipes).hasSize(1);
        return host.pipes.get(0);
    }

    private byte[] sent() {
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf part; (part = channel.readOutbound()) != null; part.release()) {
            all.writeBytes(part);
        }
        byte[] bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);
        return bytes;
    }

    /** It returns to its pipe, so another peer, or the next connection, would get it again. */
    @Test
    void areNotSent() {
        host.whenPolled = () -> {
            if (++polls == 2) {
                host.pipes.get(0).link.close(new PeerLostException("x", "disconnected", null));
            }
        };
        TestPipe pipe = upgrade();
        assertThat(pipe.end).isNotNull();
        assertThat(pipe.uncertain).isZero();
        assertThat(pipe.underWay).hasSize(1);
        assertThat(channel.isOpen()).isFalse();
        assertThat(new String(sent(), StandardCharsets.ISO_8859_1)).doesNotContain("xxxx");
    }

    @Test
    void areSentWhenTheyAreFlushedBeforeTheCloseFrame() {
        TestPipe pipe = upgrade();
        pipe.link.close(new PeerLostException("x", "disconnected", null));
        assertThat(new String(sent(), StandardCharsets.ISO_8859_1))
                .contains(LARGE)
                .endsWith(CLOSE_FRAME);
    }
}
