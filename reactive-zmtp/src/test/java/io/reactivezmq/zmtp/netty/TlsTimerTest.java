package io.reactivezmq.zmtp.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.reactivezmq.SocketType;
import io.reactivezmq.error.LinkTimeoutException;
import io.reactivezmq.options.PullOptions;
import io.reactivezmq.security.TlsConfig;
import io.reactivezmq.zmtp.netty.tls.TlsServer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An accepted connection whose TLS handshake is not finished. */
class TlsTimerTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestHost host = new TestHost(
            SocketType.PULL, new PullOptions().handshakeTimeout(LIMIT).settings());

    /** Accepts a connection whose peer sends the beginning of a ClientHello. */
    private EmbeddedChannel accept(int bytes) {
        EmbeddedChannel channel = new EmbeddedChannel(new TlsServer(TlsConfig.create(), host).handlers());
        channel.freezeTime();
        channel.pipeline().addLast(new ZmtpHandler(host, true));
        byte[] hello = {22, 3, 1, 2, 0, 1};
        if (bytes > 0) {
            channel.writeInbound(Unpooled.copiedBuffer(hello, 0, bytes));
        }
        return channel;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6})
    void keepsNoTimerAfterItsEnd(int bytes) {
        EmbeddedChannel channel = accept(bytes);
        assertThat(channel.runScheduledPendingTasks()).isPositive();
        // The channel's own method would cancel the timers.
        channel.pipeline().close();
        channel.runPendingTasks();
        assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
        assertThat(host.failures).singleElement().asString().contains("the peer closed the connection during TLS");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6})
    void endsAtTheLimit(int bytes) {
        EmbeddedChannel channel = accept(bytes);
        channel.advanceTimeBy(LIMIT.toMillis() - 1, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();
        channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
        assertThat(channel.isOpen()).isFalse();
        assertThat(host.causes).singleElement().isInstanceOf(LinkTimeoutException.class);
        assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
    }
}
