package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.event.SocketEvent.AuthenticationFailed;
import io.reactivezmq.event.SocketEvent.ConnectAbandoned;
import io.reactivezmq.event.SocketEvent.ConnectRetried;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.RawPeer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/**
 * libzmq's traps, stepped around, as they show on the wire. {@code docs/better-than-libzmq.md} lists them all, and what
 * became of these tests when the step was left out.
 */
@DisplayName("Better than libzmq:")
class BetterThanLibzmqTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration RETRY = Duration.ofMillis(10);
    private static final byte[] ALICE = "alice".getBytes(StandardCharsets.US_ASCII);

    private ZmqContext zmq;
    private RawPeer.Door door;

    @BeforeEach
    void open() {
        zmq = ZmqContext.create();
        door = new RawPeer.Door();
    }

    @AfterEach
    void close() {
        door.close();
        zmq.close().block(LIMIT);
    }

    @Test
    @DisplayName("no subscription is lost above the high-water mark")
    void subscriptionsBeyondTheHighWaterMarkAllArrive() {
        int burst = 5000;
        PubSocket pub = zmq.pub();
        Endpoint at = pub.bind("tcp://127.0.0.1:*").block(LIMIT);
        SubSocket sub = zmq.sub();
        for (int i = 0; i < burst; i++) {
            sub.subscribe("before-" + i);
        }
        sub.connect(at).awaitPeers(1).block(LIMIT);
        for (int i = 0; i < burst; i++) {
            sub.subscribe("after-" + i);
        }
        pub.awaitSubscribers(1).block(LIMIT);
        Await.until(
                "all subscriptions have come",
                () -> pub.statistics().block(LIMIT).peers().get(0).subscriptions() == 2 * burst);
    }

    /** What makes libzmq give an endpoint up for good. */
    private enum Offence {
        NOT_ZMTP,
        WRONG_SOCKET_TYPE,
        ERROR_COMMAND,
        TOO_LARGE_FRAME;

        private void commit(RawPeer peer) {
            switch (this) {
                case NOT_ZMTP -> peer.send("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                case WRONG_SOCKET_TYPE -> peer.greet().send(RawPeer.ready("PUB"));
                case ERROR_COMMAND -> peer.greet().send(RawPeer.command("ERROR", "\003500".getBytes()));
                case TOO_LARGE_FRAME -> peer.shakeHands("PUSH").send(RawPeer.frame(0, new byte[1001]));
            }
        }

        private void assertTold(SocketEvent event) {
            Throwable cause = cause(event);
            switch (this) {
                case NOT_ZMTP -> assertError(cause, ProtocolError.UNSUPPORTED_VERSION);
                case WRONG_SOCKET_TYPE -> assertError(cause, ProtocolError.INCOMPATIBLE_SOCKET_TYPE);
                case TOO_LARGE_FRAME -> assertError(cause, ProtocolError.LIMIT_EXCEEDED);
                case ERROR_COMMAND ->
                    assertThat(((PeerRefusedException) cause).status()).isEqualTo("500");
            }
        }

        private static Throwable cause(SocketEvent event) {
            if (event instanceof AuthenticationFailed refused) {
                return refused.cause();
            }
            return event instanceof HandshakeFailed failed ? failed.cause() : ((Disconnected) event).cause();
        }

        private static void assertError(Throwable cause, ProtocolError error) {
            assertThat(((ProtocolException) cause).error()).isEqualTo(error);
        }
    }

    @ParameterizedTest
    @EnumSource(Offence.class)
    @DisplayName("a protocol error of a peer that we connect to is reported, by type, and another attempt follows")
    void aProtocolErrorIsToldAndTriedAgain(Offence offence) {
        PullSocket pull = zmq.pull(o -> o.reconnectInterval(RETRY).maxFrameSize(1000));
        EventLog events = EventLog.of(pull);
        pull.connect(door.endpoint());
        // Three in a row, so that it is not only the first that is forgiven.
        for (int i = 0; i < 3; i++) {
            try (RawPeer broken = door.accept()) {
                offence.commit(broken);
                offence.assertTold(events.next(
                        SocketEvent.class,
                        event -> event instanceof HandshakeFailed
                                || event instanceof AuthenticationFailed
                                || event instanceof Disconnected));
                events.next(ConnectRetried.class);
            }
        }
        try (RawPeer mended = door.accept().shakeHands("PUSH")) {
            mended.send(ZmqMessage.of("mended"));
            assertThat(pull.receiveOne().block(LIMIT).text()).isEqualTo("mended");
        }
        assertThat(events.all()).noneMatch(ConnectAbandoned.class::isInstance);
    }

    @Test
    @DisplayName("refused credentials are reported, and no other attempt follows")
    void refusedCredentialsAreToldAndNotTriedAgain() {
        PullSocket pull = zmq.pull(o -> o.reconnectInterval(RETRY));
        EventLog events = EventLog.of(pull);
        pull.connect(door.endpoint());
        try (RawPeer strict = door.accept().greet()) {
            strict.send(RawPeer.command("ERROR", "\003400".getBytes()));
            assertThat(events.next(ConnectAbandoned.class).cause())
                    .isInstanceOfSatisfying(
                            PeerRefusedException.class,
                            refused -> assertThat(refused.credentialsRefused()).isTrue());
        }
        assertThat(events.all()).noneMatch(ConnectRetried.class::isInstance);
    }

    @Test
    @DisplayName("what waits for a peer is still there when it comes back")
    void theQueueSurvivesADisconnect() {
        PushSocket push = zmq.push(o -> o.reconnectInterval(RETRY).linger(Duration.ZERO));
        EventLog events = EventLog.of(push);
        push.connect(door.endpoint());
        sendAll(push, "before");
        // The first attempt fails, the second one succeeds.
        door.accept().close();
        try (RawPeer peer = door.accept().shakeHands("PULL")) {
            assertAllCome(peer, "before");
        }
        events.next(Disconnected.class);
        sendAll(push, "between");
        door.accept().close();
        try (RawPeer peer = door.accept().shakeHands("PULL")) {
            assertAllCome(peer, "between");
        }
        assertThat(push.statistics().block(LIMIT).dropped()).isZero();
    }

    private static void sendAll(PushSocket push, String name) {
        for (int i = 0; i < 50; i++) {
            push.send(name + i).block(LIMIT);
        }
    }

    private static void assertAllCome(RawPeer peer, String name) {
        for (int i = 0; i < 50; i++) {
            assertThat(peer.readMessage().text()).isEqualTo(name + i);
        }
    }

    @Test
    @DisplayName("a limit on frames does not get in the way of the handshake")
    void aSmallMaxFrameSizeDoesNotConcernTheHandshake() {
        PullSocket pull = zmq.pull(o -> o.maxFrameSize(1));
        Endpoint at = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        try (RawPeer peer = RawPeer.connect(at).greet()) {
            // More than 300 bytes, which is what a mechanism with keys needs.
            peer.send(RawPeer.ready("PUSH", new byte[120])).readCommand("READY");
            peer.send(ZmqMessage.of("x"));
            assertThat(pull.receiveOne().block(LIMIT).text()).isEqualTo("x");
        }
    }

    @Test
    @DisplayName("a handshake command has a limit of its own")
    void aHandshakeCommandHasItsOwnLimit() {
        PullSocket pull = zmq.pull(o -> o.maxCommandSize(512));
        EventLog events = EventLog.of(pull);
        Endpoint at = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        try (RawPeer peer = RawPeer.connect(at).greet()) {
            // The header alone: nothing is waited for, or made room for.
            peer.send(new byte[] {6, 0, 0, 0, 0, 0, 0, 2, 1});
            assertThat(((ProtocolException) events.next(HandshakeFailed.class).cause()).error())
                    .isEqualTo(ProtocolError.LIMIT_EXCEEDED);
            peer.readToEnd();
        }
    }

    @Test
    @DisplayName(
            "a second peer with a routing id is refused and closed before it takes part, and may come when the first has gone")
    void aDuplicateRoutingIdIsRefused() {
        RouterSocket router = zmq.router();
        EventLog events = EventLog.of(router);
        Endpoint at = router.bind("tcp://127.0.0.1:*").block(LIMIT);
        try (RawPeer first = alice(at)) {
            events.next(HandshakeSucceeded.class);
            try (RawPeer second = RawPeer.connect(at).greet()) {
                second.send(RawPeer.ready("DEALER", ALICE));
                assertThat(events.next(HandshakeFailed.class).cause())
                        .isInstanceOf(PeerRefusedException.class)
                        .hasMessageContaining("alice")
                        .hasMessageContaining(first.address());
                second.readToEnd();
            }
            router.send(ZmqMessage.of("alice", "you")).block(LIMIT);
            assertThat(first.readMessage().text()).isEqualTo("you");
        }
        events.next(Disconnected.class);
        try (RawPeer third = alice(at)) {
            events.next(HandshakeSucceeded.class);
            router.send(ZmqMessage.of("alice", "now you")).block(LIMIT);
            assertThat(third.readMessage().text()).isEqualTo("now you");
        }
    }

    private static RawPeer alice(Endpoint router) {
        RawPeer peer = RawPeer.connect(router).greet();
        peer.send(RawPeer.ready("DEALER", ALICE)).readCommand("READY");
        return peer;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("neither a peer's nonsense nor an exception of the application ends more than what it belongs to")
    void anErrorEndsOnlyWhatItBelongsTo(boolean ofThePeer) {
        PullSocket pull = zmq.pull();
        EventLog events = EventLog.of(pull);
        Endpoint at = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        try (RawPeer one = RawPeer.connect(at).shakeHands("PUSH");
                RawPeer other = RawPeer.connect(at).shakeHands("PUSH")) {
            if (ofThePeer) {
                one.send(new byte[] {(byte) 0xf8, 1, 'x'});
                assertThat(events.next(Disconnected.class).cause()).isInstanceOf(ProtocolException.class);
                one.readToEnd();
            } else {
                Thrower thrower = new Thrower();
                pull.receive().subscribe(thrower);
                one.send(ZmqMessage.of("to be thrown at"));
                Await.until("the subscriber gets the error", () -> thrower.told);
            }
            other.send(ZmqMessage.of("unharmed"));
            assertThat(pull.receiveOne().block(LIMIT).text()).isEqualTo("unharmed");
            assertThat(events.all()).filteredOn(Disconnected.class::isInstance).hasSize(ofThePeer ? 1 : 0);
        }
    }

    private static final class Thrower extends BaseSubscriber<ZmqMessage> {

        private volatile boolean told;

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        protected void hookOnNext(ZmqMessage message) {
            throw new IllegalStateException("the application's");
        }

        @Override
        protected void hookOnError(Throwable failure) {
            told = true;
        }
    }
}
