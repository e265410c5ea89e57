package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidEndpointException;
import io.reactivezmq.error.LinkTimeoutException;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.event.SocketEvent.Listening;
import io.reactivezmq.options.OnFull;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.Authenticators;
import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.WebSocketClient;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

@DisplayName("ws endpoints")
class WsEndpointsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration RETRY = Duration.ofMillis(20);
    private static final String ANY = "ws://127.0.0.1:*";

    private ZmqContext zmq;

    @BeforeEach
    void open() {
        zmq = ZmqContext.create();
    }

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    private PushSocket push() {
        return zmq.push(o -> o.linger(Duration.ZERO).reconnectInterval(RETRY));
    }

    private static void assertHears(PullSocket pull, PushSocket push) {
        push.send("hello").block(LIMIT);
        assertThat(pull.receiveOne().block(LIMIT).text()).isEqualTo("hello");
    }

    // Between two of ours.

    @ParameterizedTest(name = "bound to {0} are at {1}...{2}")
    @CsvSource({
        "ws://127.0.0.1:*,      ws://127.0.0.1:, ''",
        "ws://localhost:0/,     ws://127.0.0.1:, /",
        "ws://127.0.0.1:*/a/b%20c, ws://127.0.0.1:, /a/b%20c",
    })
    void resolves(String bound, String start, String end) {
        PullSocket pull = zmq.pull();
        EventLog events = EventLog.of(pull);
        Endpoint at = pull.bind(bound).block(LIMIT);
        assertThat(at.uri()).startsWith(start).endsWith(end);
        assertThat(at.port()).isPositive();
        assertThat(events.next(Listening.class).endpoint()).isEqualTo(at.uri());
        assertHears(pull, push().connect(at));
        pull.unbind(at).block(LIMIT);
        assertThat(pull.bind(at.uri()).block(LIMIT)).isEqualTo(at);
    }

    @Test
    @DisplayName("carry messages of any size and number of frames, both ways")
    void carries() {
        // It would drop what finds no room.
        RouterSocket router = zmq.router(o -> o.sendHighWaterMark(0));
        var dealer = zmq.dealer().connect(router.bind(ANY).block(LIMIT));
        List<ZmqMessage> messages = Flux.concat(
                        Flux.just(0, 1, 124, 125, 126, 127, 65_534, 65_535, 65_536, 70_000, 3_000_000)
                                .map(size -> ZmqMessage.wrap(new byte[0], bytes(size), bytes(size / 2))),
                        Flux.range(0, 2000).map(i -> ZmqMessage.of("small", "" + i)))
                .collectList()
                .block();
        router.send(router.receive().take(messages.size())).subscribe();
        dealer.send(Flux.fromIterable(messages)).subscribe();
        List<ZmqMessage> back =
                dealer.receive().take(messages.size()).collectList().block(LIMIT);
        assertThat(back.equals(messages)).isTrue();
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8));
        }
        return bytes;
    }

    @Test
    @DisplayName("carry subscriptions, and a slow subscriber holds a lossless publisher back")
    void subscribes() {
        PubSocket pub = zmq.pub(o -> o.onFull(OnFull.BACKPRESSURE));
        SubSocket sub = zmq.sub(o -> o.receiveHighWaterMark(10))
                .connect(pub.bind(ANY).block(LIMIT))
                .subscribe("a");
        pub.awaitSubscribers(1).block(LIMIT);
        pub.send(Flux.range(0, 20_000).map(i -> ZmqMessage.of((i % 2 == 0 ? "a" : "b") + i)))
                .subscribe();
        assertThat(sub.receive()
                        .limitRate(7)
                        .take(10_000)
                        .map(ZmqMessage::text)
                        .collectList()
                        .block(LIMIT))
                .isEqualTo(Flux.range(0, 10_000)
                        .map(i -> "a" + 2 * i)
                        .collectList()
                        .block());
        sub.unsubscribe("a").subscribe("b");
        pub.awaitSubscribers(1).block(LIMIT);
    }

    @Test
    @DisplayName("know PLAIN")
    void plain() {
        PullSocket pull =
                zmq.pull(o -> o.plainServer().authenticator(Authenticators.passwords(Map.of("admin", "secret"))));
        Endpoint at = pull.bind(ANY).block(LIMIT);
        zmq.push(o -> o.plainClient("admin", "secret")).connect(at).send("x").block(LIMIT);
        ZmqMessage message = pull.receiveOne().block(LIMIT);
        assertThat(message.text()).isEqualTo("x");
        assertThat(message.peer().userId()).isEqualTo("admin");
        PushSocket stranger = zmq.push(o -> o.plainClient("admin", "guess"));
        EventLog events = EventLog.of(stranger);
        stranger.connect(at);
        assertThat(events.next(io.reactivezmq.event.SocketEvent.AuthenticationFailed.class)
                        .cause())
                .isInstanceOf(PeerRefusedException.class);
    }

    @Test
    @DisplayName("know CURVE, with heartbeats")
    void curve() {
        CurveKeyPair server = CurveKeyPair.generate();
        CurveKeyPair client = CurveKeyPair.generate();
        PullSocket pull =
                zmq.pull(o -> o.curveServer(server).heartbeatInterval(RETRY).heartbeatTimeout(LIMIT));
        PushSocket push = zmq.push(o -> o.curveClient(server.publicKey(), client)
                .heartbeatInterval(RETRY)
                .heartbeatTimeout(LIMIT));
        EventLog events = EventLog.of(pull);
        push.connect(pull.bind(ANY).block(LIMIT));
        assertHears(pull, push);
        push.send(ZmqMessage.wrap(bytes(100_000), bytes(10))).block(LIMIT);
        assertThat(pull.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.wrap(bytes(100_000), bytes(10)));
        io.reactivezmq.testing.Await.settled(
                RETRY.multipliedBy(20), () -> events.all().size());
        assertThat(events.all()).noneMatch(Disconnected.class::isInstance);
    }

    @Test
    @DisplayName("of different mechanisms do not meet, which both sides are told")
    void mismatch() {
        PullSocket pull = zmq.pull(o -> o.plainServer().authenticator(Authenticators.passwords(Map.of())));
        EventLog pullEvents = EventLog.of(pull);
        PushSocket push = push();
        EventLog pushEvents = EventLog.of(push);
        push.connect(pull.bind(ANY).block(LIMIT));
        assertError(pullEvents.next(HandshakeFailed.class), ProtocolError.MECHANISM_MISMATCH, "ZWS2.0/PLAIN");
        assertError(pushEvents.next(HandshakeFailed.class), ProtocolError.MALFORMED_GREETING, "400");
    }

    private static void assertError(HandshakeFailed failed, ProtocolError error, String words) {
        assertThat(failed.cause())
                .isInstanceOfSatisfying(
                        ProtocolException.class, e -> assertThat(e.error()).isEqualTo(error))
                .hasMessageContaining(words);
    }

    @Test
    @DisplayName("with a path are found there only")
    void paths() {
        PullSocket pull = zmq.pull();
        Endpoint at = pull.bind("ws://127.0.0.1:*/feed").block(LIMIT);
        EventLog pullEvents = EventLog.of(pull);
        PushSocket lost = push();
        EventLog events = EventLog.of(lost);
        lost.connect("ws://127.0.0.1:" + at.port() + "/food");
        assertError(events.next(HandshakeFailed.class), ProtocolError.MALFORMED_GREETING, "404");
        assertError(pullEvents.next(HandshakeFailed.class), ProtocolError.MALFORMED_GREETING, "path");
        assertHears(pull, push().connect(at));
    }

    @Test
    @DisplayName("are dialed again when their peer comes back")
    void comesBack() {
        PullSocket first = zmq.pull();
        Endpoint at = first.bind(ANY).block(LIMIT);
        PushSocket push = push().connect(at);
        EventLog events = EventLog.of(push);
        assertHears(first, push);
        first.close().block(LIMIT);
        assertThat(events.next(Disconnected.class).cause()).isInstanceOf(PeerLostException.class);
        PullSocket second = zmq.pull();
        second.bind(at.uri()).block(LIMIT);
        assertHears(second, push);
    }

    @ParameterizedTest(name = "{0} make no sense, because of: {1}")
    @CsvSource({
        "ws://,                 transport://address",
        "ws://127.0.0.1,        port",
        "ws://127.0.0.1:*/x,    port",
        "ws://*:5555/x,         *",
        "ws://127.0.0.1:5/a b,  not a path",
        "ws://127.0.0.1:5/a?b,  ?",
        "ws://127.0.0.1:5/a#b,  ?",
    })
    void wrong(String endpoint, String complaint) {
        PushSocket push = push();
        assertThatThrownBy(() -> push.connect(endpoint))
                .isInstanceOf(InvalidEndpointException.class)
                .hasMessageContaining("'" + endpoint + "'")
                .hasMessageContaining(complaint);
    }

    // With the JDK's client.

    private WebSocketClient client(Endpoint at, String... protocols) {
        return WebSocketClient.connect("ws://127.0.0.1:" + at.port() + "/", protocols);
    }

    @Test
    @DisplayName("speak ZWS2.0, where routing ids are all the handshake")
    void bare() {
        RouterSocket router = zmq.router(o -> o.routingId("us"));
        Endpoint at = router.bind(ANY).block(LIMIT);
        try (WebSocketClient peer = client(at, "ZWS2.0")) {
            assertThat(peer.next()).isEqualTo("0,117,115");
            peer.send(0, 'm', 'e').send(1, 'a').send(0, 'b');
            ZmqMessage message = router.receiveOne().block(LIMIT);
            assertThat(message).isEqualTo(ZmqMessage.of("me", "a", "b"));
            router.send(message).block(LIMIT);
            assertThat(peer.next()).isEqualTo("1,97");
            assertThat(peer.next()).isEqualTo("0,98");
        }
    }

    @Test
    @DisplayName("take a message that a browser sends in several frames, and answer pings")
    void fragments() {
        PullSocket pull = zmq.pull();
        try (WebSocketClient peer = client(pull.bind(ANY).block(LIMIT), "ZWS2.0")) {
            peer.send(0).fragment(false, 0, 'a').fragment(false, 'b').ping("are you there");
            assertThat(peer.nextPong()).isEqualTo("are you there");
            peer.fragment(true, 'c');
            assertThat(pull.receiveOne().block(LIMIT).text()).isEqualTo("abc");
        }
    }

    @ParameterizedTest(name = "end the connection after {0}")
    @ValueSource(strings = {"text", "no byte", "strange flags", "too much", "too much in pieces"})
    void badInput(String kind) {
        PullSocket pull = zmq.pull(o -> o.maxFrameSize(1000).maxCommandSize(1000));
        EventLog events = EventLog.of(pull);
        Endpoint at = pull.bind(ANY).block(LIMIT);
        try (WebSocketClient peer = client(at, "ZWS2.0")) {
            switch (kind) {
                case "text" -> peer.send(0).text("hello");
                case "no byte" -> peer.send(0).send();
                case "strange flags" -> peer.send(0).send(4);
                case "too much" -> peer.send(0).send(new int[5000]);
                default -> {
                    peer.send(0);
                    for (int i = 0; i < 2; i++) {
                        peer.fragment(false, new int[900]);
                    }
                }
            }
            peer.awaitClose();
        }
        ProtocolException cause =
                (ProtocolException) events.next(Disconnected.class).cause();
        assertThat(cause.error())
                .isEqualTo(kind.startsWith("too much") ? ProtocolError.LIMIT_EXCEEDED : ProtocolError.MALFORMED_FRAME);
        assertHears(pull, push().connect(at));
    }

    @Test
    @DisplayName("answer each ping, but no more than maxPingsPerSecond")
    void countPings() {
        PullSocket pull = zmq.pull(o -> o.maxPingsPerSecond(3));
        String uri = pull.bind(ANY).block(LIMIT).uri();
        try (WebSocketClient peer = WebSocketClient.connect(uri, "ZWS2.0")) {
            long start = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                peer.ping("ping " + i);
            }
            for (int i = 0; i < 3; i++) {
                assertThat(peer.nextPong()).isEqualTo("ping " + i);
            }
            Set<String> later = new HashSet<>();
            String last = "";
            while (!last.equals("end")) {
                // Until the next second one of these is answered.
                peer.ping("end");
                last = peer.pongWithin(Duration.ofMillis(50));
                later.add(last);
            }
            long seconds = 1 + Duration.ofNanos(System.nanoTime() - start).toSeconds();
            assertThat(later.size()).isLessThanOrEqualTo((int) (3 * seconds));
        }
    }

    @Test
    @DisplayName("give up a peer that does not answer pings, and keep one that does")
    void heartbeat() {
        PullSocket pull = zmq.pull(o -> o.heartbeatInterval(RETRY).heartbeatTimeout(RETRY.multipliedBy(50)));
        EventLog events = EventLog.of(pull);
        try (WebSocketClient peer = client(pull.bind(ANY).block(LIMIT), "ZWS2.0")) {
            peer.send(0);
            events.next(HandshakeSucceeded.class);
            peer.awaitPings(10);
            assertThat(events.all()).noneMatch(Disconnected.class::isInstance);
            peer.stopReading();
            assertThat(events.next(Disconnected.class).cause())
                    .isInstanceOfSatisfying(
                            LinkTimeoutException.class,
                            e -> assertThat(e.stage()).isEqualTo(LinkTimeoutException.Stage.HEARTBEAT));
        }
    }

    // With no client at all.

    @ParameterizedTest(name = "choose {1} of {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ZWS2.0/NULL,ZWS2.0 | ZWS2.0/NULL",
                "chat, ZWS2.0, ZWS2.0/NULL | ZWS2.0",
                "ZWS2.0/CURVE\\r\\nSec-WebSocket-Protocol: ZWS2.0/NULL | ZWS2.0/NULL",
            })
    void negotiates(String offered, String chosen) throws Exception {
        Endpoint at = zmq.pull().bind(ANY).block(LIMIT);
        assertThat(answer(
                        at,
                        "GET /any HTTP/1.1\\r\\nHost: x\\r\\nUpgrade: WebSocket\\r\\nConnection: keep-alive, Upgrade\\r\\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\\r\\nSec-WebSocket-Version: 13\\r\\n"
                                + "Sec-WebSocket-Protocol: " + offered + "\\r\\n\\r\\n"))
                .startsWith("HTTP/1.1 101 ")
                .contains("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
                .contains("sec-websocket-protocol: " + chosen + "\r\n");
    }

    /** The head of it, and what comes in the same read. */
    private static String answer(Endpoint at, String request) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", at.port())) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.getOutputStream().write(request.replace("\\r\\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int value = in.read();
                assertThat(value).as("a byte behind %s", head).isNotNegative();
                head.append((char) value);
            }
            return head.toString();
        }
    }

    @ParameterizedTest(name = "answer {1} to {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "GET / HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n | 426",
                "POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 0\\r\\n\\r\\n | 426",
                "nonsense\\r\\n\\r\\n | 400",
            })
    void http(String request, String status) throws Exception {
        PullSocket pull = zmq.pull();
        EventLog events = EventLog.of(pull);
        Endpoint at = pull.bind(ANY).block(LIMIT);
        assertThat(answer(at, request)).startsWith("HTTP/1.1 " + status);
        assertError(events.next(HandshakeFailed.class), ProtocolError.MALFORMED_GREETING, "HTTP");
    }

    private static String upgrade(String origin) {
        return "GET / HTTP/1.1\\r\\nHost: x\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\n" + origin
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\\r\\nSec-WebSocket-Version: 13\\r\\n"
                + "Sec-WebSocket-Protocol: ZWS2.0\\r\\n\\r\\n";
    }

    @Test
    @DisplayName("let in pages of origins that are accepted, and who is no browser, and answer 403 to other pages")
    void origins() throws Exception {
        PullSocket pull =
                zmq.pull(o -> o.acceptOrigin("https://app.example.org").acceptOrigin("http://localhost:8080"));
        EventLog events = EventLog.of(pull);
        Endpoint at = pull.bind(ANY).block(LIMIT);
        for (String origin :
                List.of("Origin: https://app.example.org\\r\\n", "origin: http://localhost:8080\\r\\n", "")) {
            assertThat(answer(at, upgrade(origin))).startsWith("HTTP/1.1 101 ");
        }
        assertHears(pull, push().connect(at));
        for (String origin : List.of(
                "http://app.example.org", "https://app.example.org:8443", "https://app.example.org.evil.org", "null")) {
            assertThat(answer(at, upgrade("Origin: " + origin + "\\r\\n"))).startsWith("HTTP/1.1 403 ");
            HandshakeFailed refused =
                    events.next(HandshakeFailed.class, failed -> failed.cause() instanceof PeerRefusedException);
            assertThat(refused.cause()).hasMessageContaining("acceptOrigin").hasMessageEndingWith(" " + origin);
            assertThat(refused.address()).startsWith("127.0.0.1:");
        }
        assertThat(answer(at, upgrade("Origin: https://app.example.org\\r\\nOrigin: https://evil.org\\r\\n")))
                .startsWith("HTTP/1.1 403 ");
        PullSocket open = zmq.pull();
        assertThat(answer(open.bind(ANY).block(LIMIT), upgrade("Origin: https://evil.org\\r\\n")))
                .startsWith("HTTP/1.1 101 ");
    }

    @Test
    @DisplayName("do not take more of a stranger than of one by tcp, whatever frame it began")
    void strangers() {
        PullSocket pull = zmq.pull(o -> o.maxHandshakeSize(1024));
        EventLog events = EventLog.of(pull);
        try (WebSocketClient peer = client(pull.bind(ANY).block(LIMIT), "ZWS2.0")) {
            for (int i = 0; i < 10; i++) {
                try {
                    peer.fragment(false, new int[10_000]);
                } catch (CompletionException e) {
                    // It was closed before it could say all.
                    break;
                }
            }
            assertError(events.next(HandshakeFailed.class), ProtocolError.LIMIT_EXCEEDED, "maxHandshakeSize");
        }
    }

    @Test
    @DisplayName("let a peer that may speak before it is judged wait with what is too much, and then take all of it")
    void earlyTraffic() {
        Sinks.One<AuthResult> verdict = Sinks.one();
        PullSocket pull = zmq.pull(o -> o.authenticator(request -> verdict.asMono()));
        EventLog events = EventLog.of(pull);
        try (WebSocketClient peer = client(pull.bind(ANY).block(LIMIT), "ZWS2.0")) {
            peer.send(0).fragment(false, 0, 7).fragment(false, new int[400_000]).fragment(true, new int[100_000]);
            peer.send(0, 'x');
            verdict.tryEmitValue(AuthResult.accepted("page"));
            ZmqMessage large = pull.receiveOne().block(LIMIT);
            assertThat(large.size(0)).isEqualTo(500_001);
            assertThat(large.bytes(0)).startsWith((byte) 7);
            assertThat(large.peer().userId()).isEqualTo("page");
            assertThat(pull.receiveOne().block(LIMIT).text()).isEqualTo("x");
            assertThat(events.all()).noneMatch(HandshakeFailed.class::isInstance);
        }
    }

    @Test
    @DisplayName("give up who never asks for anything")
    void silent() throws Exception {
        PullSocket pull = zmq.pull(o -> o.handshakeTimeout(RETRY.multipliedBy(5)));
        EventLog events = EventLog.of(pull);
        Endpoint at = pull.bind(ANY).block(LIMIT);
        try (Socket socket = new Socket("127.0.0.1", at.port())) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
            assertThat(events.next(HandshakeFailed.class).cause())
                    .isInstanceOfSatisfying(
                            LinkTimeoutException.class,
                            e -> assertThat(e.stage()).isEqualTo(LinkTimeoutException.Stage.HANDSHAKE));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }
}
