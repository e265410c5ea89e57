package io.reactivezmq.zmtp.netty.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.options.PushOptions;
import io.reactivezmq.zmtp.netty.TestHost;
import io.reactivezmq.zmtp.netty.TestHost.TestPipe;
import io.reactivezmq.zmtp.netty.ZmtpHandler;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much a WebSocket writes before the loop handles its other channels. */
class ZwsTurnTest {

    private static final int MESSAGES = 80_000;

    /** So many messages with one byte, which are frames of three bytes, are 64 KiB. */
    private static final int TURN = 64 * 1024 / 3 + 1;

    private final TestHost host = new TestHost(SocketType.PUSH, new PushOptions().settings());
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private int polls;

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
        assertThat(host.misuses).isEmpty();
    }

    @Test
    void isLimited() {
        channel.pipeline()
                .addLast(new HttpServerCodec(), new UpgradeCollector())
                .addLast(new ZwsServerHandler(host, WsAddress.parse(new Endpoint("ws://127.0.0.1:5555/"))))
                .addLast(new ZmtpHandler(host, true));
        Upgrade.receive(channel);
        TestPipe pipe = host.pipes.get(0);
        host.whenPolled = () -> polls++;
        pipe.outbound.addAll(Collections.nCopies(MESSAGES, ZmqMessage.of("x")));
        int turns = 0;
        while (!pipe.outbound.isEmpty()) {
            int before = polls;
            pipe.link.drain();
            turns++;
            assertThat(polls - before).isLessThanOrEqualTo(TURN);
        }
        assertThat(turns).isGreaterThan(MESSAGES / TURN);
    }
}
