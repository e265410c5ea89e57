package io.reactivezmq.zmtp.netty.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.error.LinkTimeoutException;
import io.reactivezmq.options.PullOptions;
import io.reactivezmq.zmtp.netty.TestHost;
import io.reactivezmq.zmtp.netty.ZmtpHandler;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pings of a WebSocket, to a peer that sends nothing but answers, while the channel is full. */
class ZwsPingsTest {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Not a multiple of the interval: an embedded channel runs tasks that are due in the middle of a write. */
    private static final Duration TIMEOUT = Duration.ofMillis(1500);

    private static final Duration LITTLE = Duration.ofMillis(10);

    private final TestHost host = new TestHost(
            SocketType.PULL,
            new PullOptions()
                    .heartbeatInterval(INTERVAL)
                    .heartbeatTimeout(TIMEOUT)
                    .settings());
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @BeforeEach
    void begin() {
        channel.freezeTime();
        channel.pipeline()
                .addLast(new ByteCounter(8192))
                .addLast(new HttpServerCodec(), new HttpObjectAggregator(8192))
                .addLast(new ZwsServerHandler(host, WsAddress.parse(new Endpoint("ws://127.0.0.1:5555/"))))
                .addLast(new ZmtpHandler(host, true));
        Upgrade.receive(channel);
        channel.runPendingTasks();
        assertThat(host.pipes).hasSize(1);
    }

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
        assertThat(host.misuses).isEmpty();
    }

    private void feed(int... bytes) {
        ByteBuf frame = Unpooled.buffer(bytes.length);
        for (int each : bytes) {
            frame.writeByte(each);
        }
        channel.writeInbound(frame);
    }

    private void pong() {
        feed(0x8a, 0x80, 0, 0, 0, 0);
    }

    /** Returns how many ping frames, which are empty, were sent since the last call. */
    private int pings() {
        int pings = 0;
        for (ByteBuf part; (part = channel.readOutbound()) != null; part.release()) {
            pings += part.readableBytes() == 2 && part.getUnsignedByte(0) == 0x89 ? 1 : 0;
        }
        return pings;
    }

    private void pass(Duration time) {
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        // A timeout is checked once more when the loop has read.
        channel.runScheduledPendingTasks();
        channel.runScheduledPendingTasks();
    }

    @Test
    void aPeerThatCouldNotBePingedIsPingedBeforeItsSilenceCounts() {
        assertThat(pings()).isEqualTo(1);
        pong();
        ChannelOutboundBuffer out = Objects.requireNonNull(channel.unsafe().outboundBuffer());
        out.setUserDefinedWritability(1, false);
        // The answer ends the first timeout, and the third ping that cannot be sent begins one.
        for (int i = 0; i < 3; i++) {
            pass(INTERVAL.plus(LITTLE));
        }
        assertThat(pings()).isZero();
        out.setUserDefinedWritability(1, true);
        pass(INTERVAL.plus(LITTLE));
        assertThat(pings()).isEqualTo(1);
        // The timeout is over, but not since the ping that could be sent.
        pass(TIMEOUT.minus(INTERVAL).plus(LITTLE));
        assertThat(host.pipes.get(0).end).isNull();
        pong();
        pass(TIMEOUT);
        assertThat(host.pipes.get(0).end).isNull();
    }

    @Test
    void aPeerThatDoesNotAnswerIsDisconnected() {
        pass(INTERVAL.plus(LITTLE));
        assertThat(host.pipes.get(0).end).isNull();
        pass(TIMEOUT.minus(INTERVAL));
        assertThat(host.pipes.get(0).end).isInstanceOf(LinkTimeoutException.class);
    }
}
