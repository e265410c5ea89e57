package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.testing.WebSocketClient;
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

    static void assertHears(PullSocket pull, PushSocket push) {
        push.send("hello").block(LIMIT);
        assertThat(pull.receiveOne().block(LIMIT).text()).isEqualTo("hello");
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
