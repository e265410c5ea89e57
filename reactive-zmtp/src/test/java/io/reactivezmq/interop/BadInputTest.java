package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.LinkTimeoutException;
import io.reactivezmq.error.LinkTimeoutException.Stage;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.event.SocketEvent.Accepted;
import io.reactivezmq.event.SocketEvent.AuthenticationFailed;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.Numbered;
import io.reactivezmq.testing.RawPeer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;

/**
 * What breaks the protocol breaks one connection, for a reason that an event reports. Meanwhile another peer sends
 * numbers through the same PULL socket, and none of them may be missing.
 */
@DisplayName("Bad input")
class BadInputTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration HANDSHAKE = Duration.ofSeconds(2);
    private static final ZmqMessage SIGN_OF_LIFE = ZmqMessage.of("still here");
    private static final Map<String, byte[]> VECTORS = vectors();

    private static ZmqContext zmq;
    private static PullSocket pull;
    private static Endpoint endpoint;
    private static String goodPeer;
    private static Disposable goodTraffic;
    private static final Queue<ZmqMessage> FROM_RAW_PEERS = new ConcurrentLinkedQueue<>();
    private static final AtomicLong FROM_GOOD_PEER = new AtomicLong();
    private static volatile String outOfOrder = "";

    /** Of this test only: ports, by which peers are distinguished, are used again. */
    private EventLog events;

    /** Where a vector begins. */
    private enum Begins {
        NOTHING,
        GREETED,
        READY
    }

    private static Map<String, byte[]> vectors() {
        Map<String, byte[]> vectors = new HashMap<>();
        try (InputStream file = BadInputTest.class.getResourceAsStream("/zmtp-vectors.json")) {
            for (JsonNode node : new ObjectMapper().readTree(file)) {
                vectors.put(
                        node.get("name").asText(),
                        HexFormat.of().parseHex(node.get("hex").asText()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return vectors;
    }

    @BeforeAll
    static void open() {
        zmq = ZmqContext.create();
        pull = zmq.pull(o -> o.handshakeTimeout(HANDSHAKE).eventBuffer(10_000));
        endpoint = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        pull.receive().subscribe(message -> {
            if (message.size() != 16) {
                FROM_RAW_PEERS.add(message);
            } else if (Numbered.of(message) != FROM_GOOD_PEER.getAndIncrement()) {
                outOfOrder = Numbered.of(message) + " where " + FROM_GOOD_PEER + " was due";
            }
        });
        PushSocket good = zmq.push(o -> o.linger(Duration.ZERO)).connect(endpoint);
        goodTraffic = good.send(Numbered.endless(new AtomicLong(), 16).delayElements(Duration.ofMillis(1)))
                .subscribe();
        pull.awaitPeers(1).block(LIMIT);
        goodPeer = pull.statistics().block(LIMIT).peers().get(0).peer().address();
    }

    @BeforeEach
    void listen() {
        events = EventLog.of(pull);
        FROM_RAW_PEERS.clear();
    }

    @AfterEach
    void otherPeerGoesOn() {
        long before = FROM_GOOD_PEER.get();
        Await.until("the other peer's messages go on", () -> FROM_GOOD_PEER.get() > before + 5);
        assertThat(outOfOrder).isEmpty();
    }

    @AfterAll
    static void close() {
        assertThat(pull.statistics().block(LIMIT).peers())
                .as("the other peer never had to connect again")
                .anyMatch(peer -> peer.peer().address().equals(goodPeer));
        goodTraffic.dispose();
        zmq.close().block(LIMIT);
    }

    private static RawPeer peer(Endpoint at, Begins stage, String type) {
        RawPeer peer = RawPeer.connect(at);
        return switch (stage) {
            case NOTHING -> peer;
            case GREETED -> peer.greet();
            case READY -> peer.shakeHands(type);
        };
    }

    private static Throwable handshakeFailure(EventLog log, RawPeer peer) {
        return log.await(HandshakeFailed.class, event -> event.address().equals(peer.address()))
                .cause();
    }

    private static Throwable reasonOfEnd(EventLog log, RawPeer peer) {
        return log.await(Disconnected.class, event -> event.peer().address().equals(peer.address()))
                .cause();
    }

    private static void assertProtocolError(Throwable cause, ProtocolError error, RawPeer peer) {
        assertThat(cause).isInstanceOfSatisfying(ProtocolException.class, broken -> {
            assertThat(broken.error()).isEqualTo(error);
            assertThat(broken.peer()).isEqualTo(peer.address());
            assertThat(broken).hasMessageContaining(peer.address());
        });
    }

    @ParameterizedTest(name = "{0}: handshake fails, {2}")
    @CsvSource({
        "bad-http,                     NOTHING, UNSUPPORTED_VERSION",
        "bad-first-octet-0,            NOTHING, UNSUPPORTED_VERSION",
        "bad-signature-octet9-even,    NOTHING, UNSUPPORTED_VERSION",
        "bad-signature-len0,           NOTHING, UNSUPPORTED_VERSION",
        "greet-v10-under-plain,        NOTHING, UNSUPPORTED_VERSION",
        "greet-v20-under-plain,        NOTHING, UNSUPPORTED_VERSION",
        "greet-v20-under-curve,        NOTHING, UNSUPPORTED_VERSION",
        "greet-mechanism-mismatch,     NOTHING, MECHANISM_MISMATCH",
        "greet-mechanism-lowercase,    NOTHING, MECHANISM_MISMATCH",
        "greet-mechanism-tail-garbage, NOTHING, MECHANISM_MISMATCH",
        "ready-wrong-socket-type,      GREETED, INCOMPATIBLE_SOCKET_TYPE",
        "ready-unknown-socket-type,    GREETED, INCOMPATIBLE_SOCKET_TYPE",
        "ready-as-message-frame,       GREETED, UNEXPECTED_COMMAND",
        "ready-with-more-flag,         GREETED, MALFORMED_FRAME",
        "ready-truncated-value,        GREETED, INVALID_METADATA",
        "ready-truncated-name,         GREETED, INVALID_METADATA",
        "ready-trailing-octet,         GREETED, INVALID_METADATA",
        "handshake-error-no-reason,    GREETED, MALFORMED_ERROR",
        "handshake-error-bad-length,   GREETED, MALFORMED_ERROR",
        "handshake-ping,               GREETED, UNEXPECTED_COMMAND",
        "handshake-message,            GREETED, UNEXPECTED_COMMAND",
        "handshake-empty-command,      GREETED, UNEXPECTED_COMMAND",
        "input-plain-initiate,         GREETED, UNEXPECTED_COMMAND",
    })
    void failsHandshake(String vector, Begins stage, ProtocolError error) {
        try (RawPeer peer = peer(endpoint, stage, "PUSH")) {
            peer.send(VECTORS.get(vector));
            assertProtocolError(handshakeFailure(events, peer), error, peer);
            peer.readToEnd();
        }
    }

    @ParameterizedTest(name = "{0}: a ROUTER''s handshake fails, INVALID_METADATA")
    @ValueSource(strings = {"router-identity-zero-first", "router-identity-300"})
    void failsHandshakeWithRouter(String vector) {
        RouterSocket router = zmq.router();
        EventLog log = EventLog.of(router);
        try (RawPeer peer = peer(router.bind("tcp://127.0.0.1:*").block(LIMIT), Begins.GREETED, "DEALER")) {
            peer.send(VECTORS.get(vector));
            assertProtocolError(handshakeFailure(log, peer), ProtocolError.INVALID_METADATA, peer);
            peer.readToEnd();
        }
        router.close().block(LIMIT);
    }

    @Test
    @DisplayName("handshake-error-400: the peer refuses")
    void isRefused() {
        try (RawPeer peer = peer(endpoint, Begins.GREETED, "PUSH")) {
            peer.send(VECTORS.get("handshake-error-400"));
            var failed = events.await(
                    AuthenticationFailed.class, event -> event.address().equals(peer.address()));
            assertThat(failed.status()).isEqualTo(400);
            assertThat(failed.cause())
                    .isInstanceOfSatisfying(
                            PeerRefusedException.class,
                            refused -> assertThat(refused.status()).isEqualTo("400"));
            peer.readToEnd();
        }
    }

    @ParameterizedTest(name = "{0}: handshake times out")
    @ValueSource(strings = {"greet-stall", "greet-major-2"})
    void timesOut(String vector) {
        try (RawPeer peer = peer(endpoint, Begins.NOTHING, "PUSH")) {
            peer.send(VECTORS.get(vector));
            assertThat(handshakeFailure(events, peer))
                    .isInstanceOfSatisfying(
                            LinkTimeoutException.class,
                            timeout -> assertThat(timeout.stage()).isEqualTo(Stage.HANDSHAKE));
            peer.readToEnd();
        }
    }

    @Test
    @DisplayName("A peer that says nothing at all: handshake times out")
    void silenceTimesOut() {
        try (RawPeer peer = RawPeer.connect(endpoint)) {
            assertThat(handshakeFailure(events, peer)).isInstanceOf(LinkTimeoutException.class);
            peer.readToEnd();
        }
    }

    @Test
    @DisplayName("A peer that leaves in the middle of its greeting: handshake fails")
    void leavesInGreeting() {
        RawPeer peer = RawPeer.connect(endpoint);
        String address = peer.address();
        peer.send(VECTORS.get("greet-stall")).close();
        assertThat(events.await(HandshakeFailed.class, event -> event.address().equals(address))
                        .cause())
                .isInstanceOf(PeerLostException.class);
    }

    @ParameterizedTest(name = "{0}: closed, {1}")
    @CsvSource({
        "traffic-reserved-bits, MALFORMED_FRAME",
        "traffic-size-2^64-1,   MALFORMED_FRAME",
        "traffic-size-2^63,     MALFORMED_FRAME",
        "traffic-size-2^40,     LIMIT_EXCEEDED",
    })
    void closesInTraffic(String vector, ProtocolError error) {
        try (RawPeer peer = peer(endpoint, Begins.READY, "PUSH")) {
            peer.send(VECTORS.get(vector));
            assertProtocolError(reasonOfEnd(events, peer), error, peer);
            peer.readToEnd();
        }
    }

    @Test
    @DisplayName("A PING without its two bytes of time to live: closed, MALFORMED_COMMAND")
    void closesOnShortPing() {
        try (RawPeer peer = peer(endpoint, Begins.READY, "PUSH")) {
            peer.send(RawPeer.command("PING"));
            assertProtocolError(reasonOfEnd(events, peer), ProtocolError.MALFORMED_COMMAND, peer);
            peer.readToEnd();
        }
    }

    @Test
    @DisplayName("req-reply-without-delimiter: a REQ closes, and the request fails")
    void closesOnReplyWithoutDelimiter() {
        ReqSocket req = zmq.req();
        EventLog log = EventLog.of(req);
        try (RawPeer peer = peer(req.bind("tcp://127.0.0.1:*").block(LIMIT), Begins.READY, "REP")) {
            CompletableFuture<ZmqMessage> answer = req.request("question").toFuture();
            assertThat(peer.readMessage()).isEqualTo(ZmqMessage.of("", "question"));
            peer.send(VECTORS.get("req-reply-without-delimiter"));
            assertProtocolError(reasonOfEnd(log, peer), ProtocolError.MALFORMED_MESSAGE, peer);
            assertThat(answer).failsWithin(LIMIT).withThrowableThat().withCauseInstanceOf(PeerLostException.class);
            peer.readToEnd();
        }
        req.close().block(LIMIT);
    }

    @ParameterizedTest(name = "{0}: goes on")
    @CsvSource({
        "signature-7f-variant-01,         NOTHING",
        "padding-random,                  NOTHING",
        "greet-filler-nonzero,            NOTHING",
        "pipelined-greeting-ready-message-pull, NOTHING",
        "ready-no-socket-type,            GREETED",
        "ready-long-form,                 GREETED",
        "ready-empty-name,                GREETED",
        "ready-x-property,                GREETED",
        "ready-resource,                  GREETED",
        "traffic-long-form-small,         READY",
        "traffic-maxmsgsize-multipart,    READY",
        "traffic-unknown-command,         READY",
        "traffic-command-bad-name-length, READY",
        "traffic-error-command,           READY",
        "traffic-command-inside-message,  READY",
        "traffic-subscribe-to-pull,       READY",
    })
    void goesOn(String vector, Begins stage) {
        try (RawPeer peer = peer(endpoint, stage, "PUSH")) {
            peer.send(VECTORS.get(vector)).send(SIGN_OF_LIFE);
            Await.until(
                    "its next message",
                    () -> FROM_RAW_PEERS.stream()
                            .anyMatch(message -> message.equals(SIGN_OF_LIFE)
                                    && message.peer().address().equals(peer.address())));
        }
    }

    @Test
    @DisplayName("traffic-incomplete-multipart-then-close: nothing is delivered")
    void incompleteMessage() {
        RawPeer peer = peer(endpoint, Begins.READY, "PUSH");
        String address = peer.address();
        peer.send(VECTORS.get("traffic-incomplete-multipart-then-close")).close();
        assertThat(events.await(
                                Disconnected.class,
                                event -> event.peer().address().equals(address))
                        .cause())
                .isInstanceOf(PeerLostException.class);
        assertThat(FROM_RAW_PEERS).noneMatch(message -> message.peer().address().equals(address));
    }

    @Test
    @DisplayName("A frame over maxFrameSize: closed before its bytes come")
    void tooLargeFrame() {
        limited(zmq.pull(o -> o.maxFrameSize(1000)), peer -> {
            peer.send(RawPeer.frame(0, new byte[1000]));
            // The header alone.
            peer.send(new byte[] {2, 0, 0, 0, 0, 0, 0, 0x03, (byte) 0xe9});
        });
    }

    @Test
    @DisplayName("A message over maxMessageSize: closed")
    void tooLargeMessage() {
        limited(zmq.pull(o -> o.maxMessageSize(1000)), peer -> {
            peer.send(RawPeer.frame(1, new byte[600]));
            peer.send(RawPeer.frame(0, new byte[600]));
        });
    }

    @Test
    @DisplayName("A message of more than maxFrames: closed")
    void tooManyFrames() {
        limited(zmq.pull(o -> o.maxFrames(3)), peer -> {
            for (int i = 0; i < 4; i++) {
                peer.send(RawPeer.frame(1, new byte[1]));
            }
        });
    }

    @Test
    @DisplayName("A command over maxCommandSize: closed")
    void tooLargeCommand() {
        limited(zmq.pull(o -> o.maxCommandSize(512)), peer -> peer.send(RawPeer.command("PONG", new byte[600])));
    }

    private static void limited(PullSocket socket, Consumer<RawPeer> excess) {
        EventLog log = EventLog.of(socket);
        try (RawPeer peer = peer(socket.bind("tcp://127.0.0.1:*").block(LIMIT), Begins.READY, "PUSH")) {
            excess.accept(peer);
            assertProtocolError(reasonOfEnd(log, peer), ProtocolError.LIMIT_EXCEEDED, peer);
            peer.readToEnd();
        }
        socket.close().block(LIMIT);
    }

    @Test
    @DisplayName("A publisher closes on more than maxSubscriptionsPerPeer")
    void tooManySubscriptions() {
        ZmqSocket<?> pub = zmq.pub(o -> o.maxSubscriptionsPerPeer(2));
        EventLog log = EventLog.of(pub);
        try (RawPeer peer = peer(pub.bind("tcp://127.0.0.1:*").block(LIMIT), Begins.READY, "SUB")) {
            for (byte topic = 'a'; topic <= 'c'; topic++) {
                peer.send(RawPeer.command("SUBSCRIBE", topic));
            }
            assertProtocolError(reasonOfEnd(log, peer), ProtocolError.LIMIT_EXCEEDED, peer);
        }
        pub.close().block(LIMIT);
    }

    @Test
    @DisplayName("None at all, but one byte at a time: works")
    void byteByByte() {
        try (RawPeer peer = RawPeer.connect(endpoint)) {
            trickle(peer, RawPeer.greeting());
            peer.read(64);
            trickle(peer, RawPeer.ready("PUSH"));
            peer.readCommand("READY");
            trickle(peer, RawPeer.command("PING", (byte) 0, (byte) 0, (byte) 'x'));
            assertThat(peer.readCommand("PONG")).containsExactly('x');
            ZmqMessage message = ZmqMessage.wrap(new byte[0], new byte[300], "byte by byte".getBytes());
            trickle(peer, RawPeer.frames(message));
            Await.until("its message", () -> FROM_RAW_PEERS.contains(message));
        }
    }

    private static void trickle(RawPeer peer, byte[] bytes) {
        for (byte each : bytes) {
            peer.send(new byte[] {each});
        }
    }

    @Test
    @DisplayName("From many peers at once: each is reported, and closed")
    void manyAtOnce() {
        RawPeer[] peers = new RawPeer[200];
        for (int i = 0; i < peers.length; i++) {
            peers[i] = RawPeer.connect(endpoint);
            peers[i].send(VECTORS.get("bad-http"));
        }
        for (RawPeer peer : peers) {
            events.await(Accepted.class, event -> event.address().equals(peer.address()));
            assertProtocolError(handshakeFailure(events, peer), ProtocolError.UNSUPPORTED_VERSION, peer);
            peer.readToEnd();
            peer.close();
        }
    }
}
