package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.testing.WebSocketClient;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A context whose sockets use {@code ws} endpoints on 127.0.0.1. */
abstract class WsFixture {

    static final Duration LIMIT = Duration.ofSeconds(20);
    static final Duration RETRY = Duration.ofMillis(20);
    static final String ANY = "ws://127.0.0.1:*";

    ZmqContext zmq;

    @BeforeEach
    void open() {
        zmq = ZmqContext.create();
    }

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    PushSocket push() {
        return zmq.push(o -> o.linger(Duration.ZERO).reconnectInterval(RETRY));
    }

    /** A request to upgrade, which may have more headers; each ends with a line break. */
    static String upgrade(String headers) {
        return "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" + headers
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Protocol: ZWS2.0\r\n\r\n";
    }

    /** Sends a request, and returns the head of its response. */
    static String answer(Socket socket, String request) throws IOException {
        socket.setSoTimeout((int) LIMIT.toMillis());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int value = socket.getInputStream().read();
            assertThat(value).as("a byte behind %s", head).isNotNegative();
            head.append((char) value);
        }
        return head.toString();
    }

    static void assertError(HandshakeFailed failed, ProtocolError error, String words) {
        assertThat(failed.cause())
                .isInstanceOfSatisfying(
                        ProtocolException.class, e -> assertThat(e.error()).isEqualTo(error))
                .hasMessageContaining(words);
    }

    WebSocketClient client(Endpoint at, String... protocols) {
        return WebSocketClient.connect("ws://127.0.0.1:" + at.port() + "/", protocols);
    }
}
