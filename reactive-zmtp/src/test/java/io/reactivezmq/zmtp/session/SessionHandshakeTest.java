package io.reactivezmq.zmtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.SocketType;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.settings.LimitSettings;
import io.reactivezmq.zmtp.mechanism.NullMechanism;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The handshake of a session: the greeting, READY and the refusal of a peer. */
class SessionHandshakeTest {

    @Test
    void twoSessionsCompleteTheirHandshake() {
        TestPeer one = new TestPeer(new SessionConfig(
                SocketType.DEALER,
                new byte[] {'m', 'e'},
                TestPeer.LIMITS,
                Map.of("X-Shoe", "größe 44"),
                ours -> new NullMechanism(ours, false),
                true));
        TestPeer two = new TestPeer(SocketType.ROUTER);
        one.session.start();
        two.session.start();
        exchange(one, two);
        assertThat(one.log).containsExactly("ready ROUTER  {} 3.1");
        assertThat(two.log).containsExactly("ready DEALER 6d65 {X-Shoe=größe 44} 3.1");
    }

    private void exchange(TestPeer one, TestPeer two) {
        while (one.written.size() + two.written.size() > 0) {
            String fromOne = one.writtenHex();
            String fromTwo = two.writtenHex();
            one.written.reset();
            two.written.reset();
            two.feed(fromOne);
            one.feed(fromTwo);
        }
    }

    @Test
    void namesOfPropertiesMayHaveAnyCase() {
        assertThat(greeted(SocketType.ROUTER).feed(TestPeer.ready("SOCKET-type", "REQ", "identity", "me")).log)
                .containsExactly("ready REQ 6d65 {} 3.1");
        assertThat(greeted(SocketType.ROUTER).feed(TestPeer.ready("socket-type", "PUB")).log)
                .containsExactly("error INCOMPATIBLE_SOCKET_TYPE");
    }

    @Test
    void everySocketTypePropertyIsChecked() {
        assertThat(greeted(SocketType.ROUTER).feed(TestPeer.ready("Socket-Type", "REQ", "Socket-Type", "PUB")).log)
                .containsExactly("error INCOMPATIBLE_SOCKET_TYPE");
    }

    @Test
    void incompatibleTypesAreNamed() {
        TestPeer peer = greeted(SocketType.PULL);
        byte[] ready = TestPeer.ready("Socket-Type", "SUB\n\u00ff");
        assertThatThrownBy(() -> peer.session.receive(ready, 0, ready.length))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("SUB??")
                .hasMessageContaining("PULL");
    }

    @Test
    void aRouterRefusesInvalidRoutingIdsAndADealerIgnoresThem() {
        for (String id : List.of("i".repeat(256), "\0", "\0i")) {
            byte[] ready = TestPeer.ready("Socket-Type", "DEALER", "Identity", id);
            assertThat(greeted(SocketType.ROUTER).feed(ready).log).containsExactly("error INVALID_METADATA");
            assertThat(greeted(SocketType.DEALER).feed(ready).log).containsExactly("ready DEALER  {} 3.1");
        }
    }

    @Test
    void aRouterTakesTheLongestRoutingId() {
        assertThat(greeted(SocketType.ROUTER)
                        .feed(TestPeer.ready("Socket-Type", "DEALER", "Identity", "i".repeat(255)))
                        .log)
                .containsExactly("ready DEALER " + "69".repeat(255) + " {} 3.1");
    }

    @Test
    void propertiesWithInvalidNamesAreIgnored() {
        assertThat(greeted(SocketType.PULL).feed(TestPeer.ready("X-Bad\n", "a", "X-Good", "b")).log)
                .containsExactly("ready  " + " {X-Good=b} 3.1");
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, false", "7, false"})
    void peersOfZmtp30GetSubscriptionsAsMessages(int minor, boolean legacy) {
        TestPeer peer = new TestPeer(SocketType.SUB);
        peer.session.start();
        peer.onReady = () -> {
            byte[] bytes = peer.session.encode(Control.subscribe(new byte[] {'a'}));
            peer.log.add(HexFormat.of().formatHex(bytes));
        };
        peer.feed(TestPeer.greeting(minor)).feed(TestPeer.ready("Socket-Type", "PUB"));
        assertThat(peer.log)
                .containsExactly("ready PUB  {} 3." + minor, legacy ? "00020161" : "040b0953554253435249424561");
    }

    @Test
    void peersOfNewerVersionsGetCommandsOfZmtp31() {
        byte[] greeting = TestPeer.greeting(0);
        greeting[10] = (byte) 255;
        TestPeer peer = new TestPeer(SocketType.SUB);
        peer.session.start();
        peer.feed(greeting).feed(TestPeer.ready("Socket-Type", "PUB"));
        assertThat(peer.log).containsExactly("ready PUB  {} 255.0");
        assertThat(peer.session.encode(Control.cancel(new byte[0]))).startsWith(4, 7, 6, 'C');
    }

    @Test
    void handshakeCommandsAreBounded() {
        TestPeer peer = new TestPeer(
                SocketType.PULL,
                TestPeer.limits()
                        .maxFrames(9)
                        .maxCommandSize(1 << 30)
                        .maxSubscriptionsPerPeer(9)
                        .settings()
                        .links()
                        .limits());
        peer.session.start();
        assertThat(peer.feed(TestPeer.greeting(1)).feed("06 0000000000010001").log)
                .containsExactly("error LIMIT_EXCEEDED");
        assertThat(greeted(SocketType.PULL, TestPeer.SMALL_LIMITS).feed("06 0000000000000259").log)
                .containsExactly("error LIMIT_EXCEEDED");
        assertThat(greeted(SocketType.PULL).feed("06 8000000000000000").log).containsExactly("error MALFORMED_FRAME");
    }

    @Test
    void aSocketMayRefuseThePeer() {
        TestPeer peer = greeted(SocketType.PAIR);
        peer.onReady = () -> {
            throw new PeerRefusedException("there", "one is enough");
        };
        peer.feed(TestPeer.ready());
        assertThat(peer.log).containsExactly("ready   {} 3.1", "refused null");
        assertThat(peer.session.isReady()).isFalse();
        assertThat(peer.session.receive(new byte[10], 0, 10)).isZero();
    }

    @Test
    void aSocketMayCloseWhenTheHandshakeIsOver() {
        TestPeer peer = greeted(SocketType.PULL);
        peer.onReady = peer::close;
        peer.feed(TestPeer.ready()).feed("0000");
        assertThat(peer.log).containsExactly("ready   {} 3.1");
    }

    @Test
    void nothingCanBeEncodedBeforeTheHandshakeIsOver() {
        TestPeer peer = greeted(SocketType.PULL);
        assertThat(peer.session.isReady()).isFalse();
        assertThat(peer.session.wantsBody()).isFalse();
        assertThatThrownBy(peer.session::encoder).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> peer.session.ping(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
    }

    private TestPeer greeted(SocketType type) {
        return greeted(type, TestPeer.LIMITS);
    }

    private TestPeer greeted(SocketType type, LimitSettings limits) {
        TestPeer peer = new TestPeer(type, limits);
        peer.session.start();
        peer.feed(TestPeer.greeting(1));
        peer.written.reset();
        return peer;
    }
}
