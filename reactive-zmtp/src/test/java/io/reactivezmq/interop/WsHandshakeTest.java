package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.LinkTimeoutException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.WebSocketClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Sinks;

/** Handshakes at {@code ws} endpoints: HTTP requests and their responses, then the first messages. */
@DisplayName("ws endpoints, in their handshake,")
class WsHandshakeTest extends WsFixture {

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
                        "GET /any HTTP/1.1\r\nHost: x\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Protocol: " + offered + "\r\n\r\n"))
                .startsWith("HTTP/1.1 101 ")
                .contains("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
                .contains("sec-websocket-protocol: " + chosen + "\r\n");
    }

    /** Line breaks may be escaped. */
    private static String answer(Endpoint at, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", at.port())) {
            return answer(socket, request.replace("\\r\\n", "\r\n"));
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
    void answersOtherRequestsWithAnError(String request, String status) throws Exception {
        PullSocket pull = zmq.pull();
        EventLog events = EventLog.of(pull);
        Endpoint at = pull.bind(ANY).block(LIMIT);
        assertThat(answer(at, request)).startsWith("HTTP/1.1 " + status);
        assertError(events.next(HandshakeFailed.class), ProtocolError.MALFORMED_GREETING, "HTTP");
    }

    @ParameterizedTest(name = "answer 413 to an upgrade with a long body, {0}")
    @ValueSource(
            strings = {
                "Content-Length: 9000",
                "Expect: 100-continue\\r\\nContent-Length: 9000",
                "Transfer-Encoding: chunked"
            })
    void refusesALongBody(String length) throws Exception {
        PullSocket pull = zmq.pull();
        EventLog events = EventLog.of(pull);
        Endpoint at = pull.bind(ANY).block(LIMIT);
        String body = length.startsWith("T") ? "2328\r\n" : "";
        assertThat(answer(at, upgrade(length + "\r\n") + body + "x".repeat(9000)))
                .startsWith("HTTP/1.1 413 ");
        assertError(events.next(HandshakeFailed.class), ProtocolError.LIMIT_EXCEEDED, "body");
        Pipeline.assertDelivers(pull, push().connect(at));
    }

    @Test
    @DisplayName("report the status of a server that answers with a long page instead of an upgrade")
    void aLongResponse() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PushSocket push = push();
            EventLog events = EventLog.of(push);
            push.connect("ws://127.0.0.1:" + server.getLocalPort() + "/");
            try (Socket peer = server.accept()) {
                String page = "HTTP/1.1 404 Not Found\r\nContent-Length: 9000\r\n\r\n" + "x".repeat(9000);
                peer.getOutputStream().write(page.getBytes(StandardCharsets.US_ASCII));
                assertError(events.next(HandshakeFailed.class), ProtocolError.LIMIT_EXCEEDED, "status 404 Not Found");
            }
        }
    }

    @Test
    @DisplayName("accept pages of accepted origins and clients without an origin, and answer 403 to other pages")
    void origins() throws Exception {
        PullSocket pull =
                zmq.pull(o -> o.acceptOrigin("https://app.example.org").acceptOrigin("http://localhost:8080"));
        EventLog events = EventLog.of(pull);
        Endpoint at = pull.bind(ANY).block(LIMIT);
        for (String origin : List.of("Origin: https://app.example.org\r\n", "origin: http://localhost:8080\r\n", "")) {
            assertThat(answer(at, upgrade(origin))).startsWith("HTTP/1.1 101 ");
        }
        Pipeline.assertDelivers(pull, push().connect(at));
        for (String origin : List.of(
                "http://app.example.org", "https://app.example.org:8443", "https://app.example.org.evil.org", "null")) {
            assertThat(answer(at, upgrade("Origin: " + origin + "\r\n"))).startsWith("HTTP/1.1 403 ");
            HandshakeFailed refused =
                    events.next(HandshakeFailed.class, failed -> failed.cause() instanceof PeerRefusedException);
            assertThat(refused.cause()).hasMessageContaining("acceptOrigin").hasMessageEndingWith(" " + origin);
            assertThat(refused.address()).startsWith("127.0.0.1:");
        }
        assertThat(answer(at, upgrade("Origin: https://app.example.org\r\nOrigin: https://evil.org\r\n")))
                .startsWith("HTTP/1.1 403 ");
        PullSocket open = zmq.pull();
        assertThat(answer(open.bind(ANY).block(LIMIT), upgrade("Origin: https://evil.org\r\n")))
                .startsWith("HTTP/1.1 101 ");
    }

    @Test
    @DisplayName("limit what a peer may send before it is authenticated, in any kind of frame")
    void limitsTheSizeOfTheHandshake() {
        PullSocket pull = zmq.pull(o -> o.maxHandshakeSize(1024));
        EventLog events = EventLog.of(pull);
        try (WebSocketClient peer = client(pull.bind(ANY).block(LIMIT), "ZWS2.0")) {
            for (int i = 0; i < 10; i++) {
                try {
                    peer.fragment(false, new int[10_000]);
                } catch (CompletionException e) {
                    // The connection was closed before everything was sent.
                    break;
                }
            }
            assertError(events.next(HandshakeFailed.class), ProtocolError.LIMIT_EXCEEDED, "maxHandshakeSize");
        }
    }

    @Test
    @DisplayName("read what a peer has sent before it is authenticated once it is")
    void holdsTrafficUntilThePeerIsAuthenticated() {
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
    @DisplayName("close a connection whose request is never finished")
    void timesOutAnUnfinishedRequest() throws Exception {
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
