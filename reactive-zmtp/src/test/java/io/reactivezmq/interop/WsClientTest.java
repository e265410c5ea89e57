package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.LinkTimeoutException;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.WebSocketClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ws} endpoints, with a WebSocket client of the JDK at the other end. */
@DisplayName("ws endpoints, with a client of the JDK,")
class WsClientTest extends WsFixture {

    @Test
    @DisplayName("speak ZWS2.0, whose handshake is the routing ids alone")
    void speaksZws2() {
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
    void joinsFragments() {
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
    void badInputEndsTheConnection(String kind) {
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
        Pipeline.assertDelivers(pull, push().connect(at));
    }

    @Test
    @DisplayName("answer each ping, but no more than maxPingsPerSecond")
    void limitsPings() {
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
    @DisplayName("close the connection of a peer that does not answer pings, and keep one that does")
    void heartbeat() {
        PullSocket pull = zmq.pull(o -> o.heartbeatInterval(RETRY).heartbeatTimeout(RETRY.multipliedBy(100)));
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
}
