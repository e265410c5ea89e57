package io.reactivezmq.zmtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.SocketType;
import io.reactivezmq.options.PubOptions;
import io.reactivezmq.options.PullOptions;
import io.reactivezmq.spi.Control;
import io.reactivezmq.zmtp.codec.FrameHeader;
import io.reactivezmq.zmtp.codec.LegacySubscription;
import io.reactivezmq.zmtp.codec.PingCommand;
import io.reactivezmq.zmtp.codec.SubscriptionCommand;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a peer may ask, before and after its handshake. Sizes of frames and messages are in {@link ZmtpSessionTest}. */
class LimitsTest {

    private static byte[] command(byte[] body) {
        return FrameHeader.frame(FrameHeader.COMMAND, body);
    }

    private static TestPeer greeted(PullOptions options) {
        TestPeer peer = new TestPeer(SocketType.PULL, options.settings().links().limits());
        peer.session.start();
        return peer.feed(TestPeer.greeting(1));
    }

    @Test
    void aHandshakeIsNotLongerThanMaxHandshakeSize() {
        // 64 bytes of greeting, 9 of header, 11 of READY and X-Long, 4 of length.
        int rest = 1024 - 64 - 9 - 6 - 7 - 4;
        assertThat(greeted(new PullOptions().maxHandshakeSize(1024))
                        .feed(TestPeer.ready("X-Long", "x".repeat(rest)))
                        .log)
                .singleElement()
                .asString()
                .startsWith("ready");
        assertThat(greeted(new PullOptions().maxHandshakeSize(1024))
                        .feed(TestPeer.ready("X-Long", "x".repeat(rest + 1)))
                        .log)
                .containsExactly("error LIMIT_EXCEEDED");
    }

    @Test
    void anAnnouncedSizeIsEnoughToBeRefused() {
        assertThat(greeted(new PullOptions()).feed("06 0000000000004000").log).containsExactly("error LIMIT_EXCEEDED");
        assertThat(greeted(new PullOptions()).feed("06 0000010000000000").log).containsExactly("error LIMIT_EXCEEDED");
        assertThat(greeted(new PullOptions()).feed("06 ffffffffffffffff").log).containsExactly("error MALFORMED_FRAME");
    }

    @Test
    void aPeerTellsNoMoreThanMaxProperties() {
        PullOptions options = new PullOptions().maxProperties(2);
        assertThat(greeted(options).feed(TestPeer.ready("X-A", "1", "X-B", "2")).log)
                .containsExactly("ready   {X-A=1, X-B=2} 3.1");
        TestPeer peer = greeted(options);
        peer.written.reset();
        peer.feed(TestPeer.ready("X-A", "1", "X-B", "2", "X-C", "3"));
        assertThat(peer.log).containsExactly("error LIMIT_EXCEEDED");
        assertThat(new String(peer.written.toByteArray(), java.nio.charset.StandardCharsets.US_ASCII))
                .contains("Too many properties");
    }

    @Test
    void prefixesAreNotLongerThanMaxSubscriptionLength() {
        for (boolean legacy : new boolean[] {false, true}) {
            TestPeer peer = TestPeer.ready(
                    SocketType.XPUB,
                    new PubOptions()
                            .maxSubscriptionLength(300)
                            .settings()
                            .links()
                            .limits());
            peer.feed(subscribe(new byte[300], legacy));
            assertThat(peer.log).containsExactly("SUBSCRIBE " + "00".repeat(300));
            peer.log.clear();
            peer.feed(subscribe(new byte[301], legacy));
            assertThat(peer.log).containsExactly("error LIMIT_EXCEEDED");
        }
    }

    private static byte[] subscribe(byte[] prefix, boolean legacy) {
        Control control = Control.subscribe(prefix);
        return legacy
                ? FrameHeader.frame(0, LegacySubscription.encode(control))
                : command(SubscriptionCommand.encode(control));
    }

    @Test
    void aFloodOfPingsIsReadOver() {
        TestPeer peer = TestPeer.ready(
                SocketType.PULL,
                new PullOptions().maxPingsPerSecond(3).settings().links().limits());
        ByteArrayOutputStream flood = new ByteArrayOutputStream();
        for (int i = 0; i < 10_000; i++) {
            flood.writeBytes(command(new PingCommand(Duration.ZERO, new byte[0]).encode()));
        }
        peer.feed(flood.toByteArray()).feed("00 01 61");
        // Three, if all were read within a second.
        assertThat(peer.log)
                .startsWith("pinged PT0S", "pinged PT0S", "pinged PT0S")
                .endsWith("message 61");
        assertThat(peer.log).hasSizeBetween(4, 100);
    }

    @Test
    void pingsAreCountedBySeconds() {
        long[] now = {5};
        PingBudget budget = new PingBudget(2, () -> now[0]);
        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isFalse();
        now[0] += 999_999_999L;
        assertThat(budget.take()).isFalse();
        now[0]++;
        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isFalse();
    }
}
