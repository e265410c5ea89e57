package io.reactivezmq.zmtp.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.reactivezmq.SocketType;
import io.reactivezmq.error.LinkTimeoutException;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.options.PullOptions;
import io.reactivezmq.spi.settings.HeartbeatSettings;
import io.reactivezmq.testing.RawPeer;
import io.reactivezmq.zmtp.codec.Greeting;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

/** PINGs at an interval that is also the timeout, to a peer that sends nothing but answers. */
class OwnPingsTest {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration LITTLE = Duration.ofMillis(10);

    private final TestHost host = new TestHost(SocketType.PULL, new PullOptions().settings());
    private final ZmtpHandler handler = new ZmtpHandler(host, true);
    private final EmbeddedChannel channel = new EmbeddedChannel(handler);
    private int pings;
    private boolean clear = true;
    private long taken;

    /** The loop of a test, whose time passes when the test wants it. */
    private Duration now = Duration.ZERO;

    @BeforeEach
    void begin() {
        channel.freezeTime();
        feed(Greeting.encode(0, "NULL", false));
        feed(RawPeer.ready("PUSH"));
        HeartbeatMonitor monitor = new HeartbeatMonitor(
                handler.context(), handler, new HeartbeatSettings(INTERVAL, INTERVAL, Duration.ZERO), new Clock());
        monitor.ready(
                new HeartbeatSender() {
                    @Override
                    public boolean ping(Duration timeToLive) {
                        pings += clear ? 1 : 0;
                        return clear;
                    }

                    @Override
                    public long taken() {
                        return taken;
                    }

                    @Override
                    public void signOfLife() {}
                },
                true);
    }

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    private final class Clock implements Loop {

        @Override
        public boolean inLoop() {
            return true;
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public Disposable schedule(Runnable task, Duration delay) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long nanoTime() {
            return now.toNanos();
        }
    }

    private void feed(byte[] bytes) {
        channel.writeInbound(Unpooled.wrappedBuffer(bytes));
    }

    private void answer() {
        feed(RawPeer.command("PONG"));
    }

    private void pass(Duration time) {
        now = now.plus(time);
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        // A timeout is checked once more when the loop has read.
        channel.runScheduledPendingTasks();
        channel.runScheduledPendingTasks();
    }

    private boolean hasEnded() {
        return host.pipes.get(0).end != null;
    }

    @Test
    void aPeerThatCouldNotBePingedIsPingedBeforeItsSilenceCounts() {
        assertThat(pings).isEqualTo(1);
        answer();
        clear = false;
        // The answer ends the first timeout, so that the next PING begins one.
        pass(INTERVAL.plus(LITTLE));
        pass(INTERVAL.plus(LITTLE));
        assertThat(pings).isEqualTo(1);
        clear = true;
        pass(INTERVAL.plus(LITTLE));
        assertThat(hasEnded()).isFalse();
        assertThat(pings).isGreaterThan(1);
        answer();
        pass(INTERVAL.minus(LITTLE));
        assertThat(hasEnded()).isFalse();
    }

    /** As with a large message over a slow network: the PING is behind it. */
    @Test
    void aPeerThatReadsSlowlyIsNotSilent() {
        answer();
        clear = false;
        channel.write(Unpooled.wrappedBuffer(new byte[10]));
        for (int i = 0; i < 30; i++) {
            taken += 10;
            pass(INTERVAL.plus(LITTLE));
        }
        assertThat(hasEnded()).isFalse();
        for (int i = 0; i < 15 && !hasEnded(); i++) {
            pass(INTERVAL.plus(LITTLE));
        }
        assertThat(host.pipes.get(0).end).isInstanceOf(LinkTimeoutException.class);
    }

    @Test
    void bytesThatWereTakenBeforeThePingDoNotExtendTheSilence() {
        answer();
        taken = 1000;
        clear = false;
        channel.write(Unpooled.wrappedBuffer(new byte[10]));
        for (int i = 0; i < 12 && !hasEnded(); i++) {
            pass(INTERVAL.plus(LITTLE));
        }
        assertThat(host.pipes.get(0).end).isInstanceOf(LinkTimeoutException.class);
    }

    @Test
    void aPeerThatDoesNotAnswerIsDisconnected() {
        pass(INTERVAL.plus(LITTLE));
        assertThat(host.pipes.get(0).end).isInstanceOf(LinkTimeoutException.class);
    }
}
