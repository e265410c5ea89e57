package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.Endpoint;
import io.reactivezmq.MessageSender;
import io.reactivezmq.PairSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.RawPeer;
import io.reactivezmq.zmtp.codec.Metadata;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Where libzmq is silent,")
class StricterThanLibzmqTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ZmqContext zmq = ZmqContext.create();

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    private static byte[] ready(String name, String type) {
        byte[] metadata =
                new Metadata(List.of(new Metadata.Property(name, type.getBytes(StandardCharsets.US_ASCII)))).encode();
        return RawPeer.command("READY", metadata);
    }

    @ParameterizedTest(name = "a type that does not fit is refused by whatever spelling of its name: {0}")
    @ValueSource(strings = {"Socket-Type", "socket-type", "SOCKET-TYPE"})
    void names(String name) {
        PullSocket pull = zmq.pull();
        EventLog events = EventLog.of(pull);
        Endpoint at = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        try (RawPeer peer = RawPeer.connect(at).greet()) {
            peer.send(ready(name, "SUB"));
            assertThat(events.next(SocketEvent.HandshakeFailed.class).cause())
                    .isInstanceOfSatisfying(
                            ProtocolException.class,
                            refused -> assertThat(refused.error()).isEqualTo(ProtocolError.INCOMPATIBLE_SOCKET_TYPE));
            peer.readToEnd();
        }
        try (RawPeer peer = RawPeer.connect(at).greet()) {
            peer.send(ready(name, "PUSH"));
            assertThat(events.next(SocketEvent.HandshakeSucceeded.class).peer().socketType())
                    .isEqualTo("PUSH");
        }
    }

    @Test
    @DisplayName("types that do not go together are refused within a process too")
    void types() {
        PullSocket pull = zmq.pull();
        pull.bind("inproc://mixed").block(LIMIT);
        PairSocket pair = zmq.pair();
        EventLog events = EventLog.of(pair);
        pair.connect("inproc://mixed");
        assertThat(events.next(SocketEvent.HandshakeFailed.class).cause())
                .isInstanceOf(PeerRefusedException.class)
                .hasMessageContaining("socket type");
    }

    @Test
    @DisplayName("a message of the routing id alone is an error of its sender, and of no other")
    void idAlone() {
        RouterSocket router = zmq.router();
        for (MessageSender sending : List.of(router, zmq.stream())) {
            assertThatThrownBy(() -> sending.send("id").block(LIMIT)).isInstanceOf(InvalidMessageException.class);
            assertThatThrownBy(() -> sending.trySend(ZmqMessage.of("id"))).isInstanceOf(InvalidMessageException.class);
        }
        router.send(ZmqMessage.of("id", "")).block(LIMIT);
    }
}
