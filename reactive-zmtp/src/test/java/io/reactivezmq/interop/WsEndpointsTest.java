package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidEndpointException;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.event.SocketEvent.Listening;
import io.reactivezmq.options.value.OnFull;
import io.reactivezmq.security.Authenticators;
import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.testing.EventLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** {@code ws} endpoints, with sockets of this library at both ends. */
@DisplayName("ws endpoints")
class WsEndpointsTest extends WsFixture {

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
        Pipeline.assertDelivers(pull, push().connect(at));
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
        Disposable publishing = Flux.interval(Duration.ofMillis(1))
                .onBackpressureDrop()
                .concatMap(i -> pub.send(Flux.just("a", "b").map(ZmqMessage::of)))
                .subscribe();
        assertThat(sub.receive()
                        .map(ZmqMessage::text)
                        .skipUntil("b"::equals)
                        .take(10)
                        .collectList()
                        .block(LIMIT))
                .containsOnly("b");
        publishing.dispose();
    }

    @Test
    @DisplayName("support PLAIN")
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
    @DisplayName("support CURVE, with heartbeats")
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
        Pipeline.assertDelivers(pull, push);
        push.send(ZmqMessage.wrap(bytes(100_000), bytes(10))).block(LIMIT);
        assertThat(pull.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.wrap(bytes(100_000), bytes(10)));
        io.reactivezmq.testing.Await.settled(
                RETRY.multipliedBy(20), () -> events.all().size());
        assertThat(events.all()).noneMatch(Disconnected.class::isInstance);
    }

    @Test
    @DisplayName("of different mechanisms fail their handshake, with an event on both sides")
    void differentMechanismsFail() {
        PullSocket pull = zmq.pull(o -> o.plainServer().authenticator(Authenticators.passwords(Map.of())));
        EventLog pullEvents = EventLog.of(pull);
        PushSocket push = push();
        EventLog pushEvents = EventLog.of(push);
        push.connect(pull.bind(ANY).block(LIMIT));
        assertError(pullEvents.next(HandshakeFailed.class), ProtocolError.MECHANISM_MISMATCH, "ZWS2.0/PLAIN");
        assertError(pushEvents.next(HandshakeFailed.class), ProtocolError.MALFORMED_GREETING, "400");
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
        Pipeline.assertDelivers(pull, push().connect(at));
    }

    @Test
    @DisplayName("are dialed again after their peer is lost")
    void dialsAgainAfterALostPeer() {
        PullSocket first = zmq.pull();
        Endpoint at = first.bind(ANY).block(LIMIT);
        PushSocket push = push().connect(at);
        EventLog events = EventLog.of(push);
        Pipeline.assertDelivers(first, push);
        first.close().block(LIMIT);
        assertThat(events.next(Disconnected.class).cause()).isInstanceOf(PeerLostException.class);
        PullSocket second = zmq.pull();
        second.bind(at.uri()).block(LIMIT);
        Pipeline.assertDelivers(second, push);
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
    void refusesInvalidEndpoints(String endpoint, String complaint) {
        PushSocket push = push();
        assertThatThrownBy(() -> push.connect(endpoint))
                .isInstanceOf(InvalidEndpointException.class)
                .hasMessageContaining("'" + endpoint + "'")
                .hasMessageContaining(complaint);
    }
}
