package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.SocketEvent.Accepted;
import io.reactivezmq.event.SocketEvent.Connected;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.security.Authenticators;
import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.ForeignSocket;
import io.reactivezmq.testing.LibzmqAvailable;
import io.reactivezmq.testing.LibzmqSocket;
import io.reactivezmq.testing.PythonPeer;
import io.reactivezmq.testing.RawPeer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LibzmqAvailable.class)
@DisplayName("What is known of a peer")
class PeerInfoTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final byte[] ID = "worker-7".getBytes(StandardCharsets.UTF_8);

    private ZmqContext zmq;
    private PythonPeer libzmq;

    @BeforeEach
    void open() {
        zmq = ZmqContext.create();
        libzmq = PythonPeer.start();
    }

    @AfterEach
    void close() {
        libzmq.close();
        zmq.close().block(LIMIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://127.0.0.1:*", "ws://127.0.0.1:*", "inproc://both-ends"})
    @DisplayName("with both ends of the connection, each side's own being the other's peer")
    void bothEnds(String endpoint) {
        PullSocket pull = zmq.pull();
        PushSocket push = zmq.push();
        EventLog pulls = EventLog.of(pull);
        EventLog pushes = EventLog.of(push);
        push.connect(pull.bind(endpoint).block(LIMIT));
        Connected connected = pushes.next(Connected.class);
        Accepted accepted = pulls.next(Accepted.class);
        assertThat(connected.localAddress()).isEqualTo(accepted.address()).isNotEmpty();
        assertThat(accepted.localAddress()).isEqualTo(connected.address()).isNotEmpty();
        assertThat(pushes.next(HandshakeSucceeded.class).peer().localAddress()).isEqualTo(connected.localAddress());
        assertThat(pulls.next(HandshakeSucceeded.class).peer().localAddress()).isEqualTo(accepted.localAddress());
    }

    @Test
    @DisplayName("its routing id, type and address are on messages and events of a ROUTER")
    void onRouter() {
        RouterSocket router = zmq.router();
        EventLog events = EventLog.of(router);
        Endpoint endpoint = router.bind("tcp://127.0.0.1:*").block(LIMIT);
        ForeignSocket dealer = libzmq.socket("DEALER").set("ROUTING_ID", ID).connect(endpoint);
        dealer.send(List.of(ZmqMessage.of("hello"))).join();

        ZmqMessage message = router.receiveOne().block(LIMIT);
        PeerInfo peer = message.peer();
        assertThat(RoutingId.of(message)).isEqualTo(RoutingId.of("worker-7")).isEqualTo(RoutingId.of(peer));
        assertThat(peer.announcedId()).isEqualTo(ID);
        assertThat(peer.routingId()).isEqualTo(ID);
        assertThat(peer.socketType()).isEqualTo("DEALER");
        assertThat(peer.accepted()).isTrue();
        assertThat(peer.address()).startsWith("127.0.0.1:");
        assertThat(peer.endpoint()).isEqualTo(endpoint.uri());
        assertThat(events.next(HandshakeSucceeded.class).peer()).isSameAs(peer);
        assertThat(router.statistics().block(LIMIT).peers().get(0).peer()).isSameAs(peer);

        libzmq.kill();
        Disconnected gone = events.next(Disconnected.class);
        assertThat(gone.peer()).isSameAs(peer);
        assertThat(gone.cause()).isInstanceOf(PeerLostException.class).hasMessageContaining(peer.address());
    }

    @Test
    @DisplayName("its routing id is known on other sockets too, and on our own connections")
    void onDealer() {
        DealerSocket dealer = zmq.dealer();
        EventLog events = EventLog.of(dealer);
        Endpoint endpoint = libzmq.socket("ROUTER").set("ROUTING_ID", ID).bind();
        dealer.connect(endpoint);
        PeerInfo peer = events.next(HandshakeSucceeded.class).peer();
        assertThat(peer.announcedId()).isEqualTo(ID);
        assertThat(peer.socketType()).isEqualTo("ROUTER");
        assertThat(peer.accepted()).isFalse();
        assertThat(peer.endpoint()).isEqualTo(endpoint.uri());
        assertThat(peer.address()).isEqualTo(endpoint.address());
    }

    @Test
    @DisplayName("without a routing id a ROUTER makes one up")
    void madeUpId() {
        RouterSocket router = zmq.router();
        Endpoint endpoint = router.bind("tcp://127.0.0.1:*").block(LIMIT);
        ForeignSocket req = libzmq.socket("REQ").connect(endpoint);
        var answers = req.exchange(List.of(ZmqMessage.of("question")), 1);
        ZmqMessage question = router.receiveOne().block(LIMIT);
        assertThat(question.frameCount()).isEqualTo(3);
        assertThat(question.unwrap(0))
                .hasSize(5)
                .startsWith(0)
                .isEqualTo(question.peer().routingId());
        assertThat(question.peer().announcedId()).isEmpty();
        router.to(RoutingId.of(question)).send(ZmqMessage.of("", "answer")).block(LIMIT);
        assertThat(answers.join()).containsExactly(ZmqMessage.of("answer"));
    }

    @Test
    @DisplayName("its X- properties are there")
    void properties() {
        PullSocket pull = zmq.pull();
        Endpoint endpoint = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        ForeignSocket push = libzmq.socket("PUSH");
        push.set("METADATA", "X-App:interop".getBytes(StandardCharsets.UTF_8)).connect(endpoint);
        push.send(List.of(ZmqMessage.of("hello"))).join();
        PeerInfo peer = pull.receiveOne().block(LIMIT).peer();
        assertThat(peer.property("X-App")).isEqualTo("interop");
        assertThat(peer.socketType()).isEqualTo("PUSH");
    }

    @Test
    @DisplayName("it reads the X- properties that we tell")
    void ourProperties() {
        LibzmqSocket pull = libzmq.socket("PULL");
        PushSocket push = zmq.push(o -> o.property("X-App", "ours").property("X-Empty", ""))
                .connect(pull.bind());
        for (String name : List.of("X-App", "X-Empty", "Socket-Type")) {
            push.send("hello").block(LIMIT);
            assertThat(pull.property(name).join())
                    .isEqualTo(Map.of("X-App", "ours", "X-Empty", "", "Socket-Type", "PUSH")
                            .get(name));
        }
    }

    @ParameterizedTest(name = "properties go both ways under {0}")
    @ValueSource(strings = {"NULL", "PLAIN", "CURVE"})
    void propertiesOfOurs(String mechanism) {
        CurveKeyPair keys = CurveKeyPair.generate();
        DealerSocket server = zmq.dealer(o -> {
            o.property("X-Side", "server");
            switch (mechanism) {
                case "PLAIN" -> o.plainServer().authenticator(Authenticators.passwords(Map.of("me", "secret")));
                case "CURVE" -> o.curveServer(keys);
                default -> {}
            }
        });
        DealerSocket client = zmq.dealer(o -> {
            o.property("X-Side", "client");
            switch (mechanism) {
                case "PLAIN" -> o.plainClient("me", "secret");
                case "CURVE" -> o.curveClient(keys.publicKey(), CurveKeyPair.generate());
                default -> {}
            }
        });
        client.connect(server.bind("tcp://127.0.0.1:*").block(LIMIT))
                .send("hello")
                .block(LIMIT);
        assertThat(server.receiveOne().block(LIMIT).peer().properties()).isEqualTo(Map.of("X-Side", "client"));
        server.send("hello").block(LIMIT);
        assertThat(client.receiveOne().block(LIMIT).peer().properties()).isEqualTo(Map.of("X-Side", "server"));
    }

    @Test
    @DisplayName("two peers with the same routing id: the second is refused and told")
    void duplicate() {
        RouterSocket router = zmq.router();
        EventLog events = EventLog.of(router);
        Endpoint endpoint = router.bind("tcp://127.0.0.1:*").block(LIMIT);
        ForeignSocket dealer = libzmq.socket("DEALER").set("ROUTING_ID", ID).connect(endpoint);
        events.next(HandshakeSucceeded.class);
        try (RawPeer second = RawPeer.connect(endpoint).greet()) {
            second.send(RawPeer.ready("DEALER", ID));
            var failed = events.next(HandshakeFailed.class);
            assertThat(failed.address()).isEqualTo(second.address());
            assertThat(failed.cause()).isInstanceOf(PeerRefusedException.class);
            second.readToEnd();
        }
        dealer.send(List.of(ZmqMessage.of("still here"))).join();
        assertThat(router.receiveOne().block(LIMIT).text()).isEqualTo("still here");
    }
}
