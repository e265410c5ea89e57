package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.testing.EventLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The closing handshake of a WebSocket, byte for byte. */
@DisplayName("ws endpoints, when a WebSocket closes,")
class WsCloseTest extends WsFixture {

    /** A masked frame with an empty routing id. */
    private static final byte[] ROUTING_ID = {(byte) 0x82, (byte) 0x81, 0, 0, 0, 0, 0};

    /** A masked Close frame with status 1000. */
    private static final byte[] MASKED_CLOSE = {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 3, (byte) 0xe8};

    /** Expects exactly one Close frame with status 1000, and the end. */
    private static void assertClose(byte[] rest) {
        assertThat(rest).hasSizeGreaterThanOrEqualTo(4).startsWith(0x88, rest.length - 2, 3, 0xe8);
    }

    @ParameterizedTest(name = "after the handshake: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("answer the peer's Close frame with one of their own")
    void answersClose(boolean ready) throws IOException {
        PullSocket pull = zmq.pull();
        EventLog events = EventLog.of(pull);
        Endpoint at = pull.bind(ANY).block(LIMIT);
        try (Socket socket = new Socket("127.0.0.1", at.port())) {
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            assertThat(answer(socket, upgrade(""))).startsWith("HTTP/1.1 101 ");
            assertThat(in.readNBytes(3)).containsExactly(0x82, 1, 0);
            if (ready) {
                out.write(ROUTING_ID);
                events.next(HandshakeSucceeded.class);
            }
            out.write(MASKED_CLOSE);
            assertClose(in.readAllBytes());
        }
        if (ready) {
            events.next(Disconnected.class);
        } else {
            events.next(HandshakeFailed.class);
        }
    }

    @ParameterizedTest(name = "by unbinding: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("send a Close frame when this side closes")
    void sendsClose(boolean unbinds) throws IOException {
        PullSocket pull = zmq.pull();
        EventLog events = EventLog.of(pull);
        Endpoint at = pull.bind(ANY).block(LIMIT);
        try (Socket socket = new Socket("127.0.0.1", at.port())) {
            InputStream in = socket.getInputStream();
            assertThat(answer(socket, upgrade(""))).startsWith("HTTP/1.1 101 ");
            socket.getOutputStream().write(ROUTING_ID);
            events.next(HandshakeSucceeded.class);
            if (unbinds) {
                pull.unbind(at.uri()).block(LIMIT);
            } else {
                pull.close().block(LIMIT);
            }
            assertThat(in.readNBytes(3)).containsExactly(0x82, 1, 0);
            assertClose(in.readAllBytes());
        }
    }
}
