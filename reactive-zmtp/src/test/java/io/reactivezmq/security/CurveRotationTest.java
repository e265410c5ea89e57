package io.reactivezmq.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.Endpoint;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.event.SocketEvent.AuthenticationFailed;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.LibzmqAvailable;
import io.reactivezmq.testing.LibzmqSocket;
import io.reactivezmq.testing.PythonPeer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

@DisplayName("CURVE keys come and go while sockets live:")
class CurveRotationTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final CurveKeyPair OLD = CurveKeyPair.generate();
    private static final CurveKeyPair NEW = CurveKeyPair.generate();
    private static final CurveKeyPair CLIENT = CurveKeyPair.generate();

    private ZmqContext zmq;

    @BeforeEach
    void open() {
        zmq = ZmqContext.create();
    }

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    private ReqSocket client(CurveKeyPair server) {
        return zmq.req(o -> o.curveClient(server.publicKey(), CLIENT)
                .linger(Duration.ZERO)
                .reconnectInterval(Duration.ofMillis(20)));
    }

    private static void assertAnswered(ReqSocket req) {
        assertThat(req.request("question").block(LIMIT).text()).isEqualTo("question");
    }

    @ParameterizedTest(name = "a server''s key changes without downtime, by {0}")
    @ValueSource(strings = {"tcp", "ws"})
    void rotates(String scheme) {
        CurveServerKeys keys = CurveServerKeys.of(OLD);
        RepSocket rep = zmq.rep(o -> o.curveServer(keys));
        rep.serve(Mono::just).subscribe();
        EventLog events = EventLog.of(rep);
        Endpoint at = rep.bind(scheme + "://127.0.0.1:*").block(LIMIT);
        ReqSocket early = client(OLD).connect(at);
        assertAnswered(early);

        keys.replace(NEW, OLD);
        ReqSocket current = client(NEW).connect(at);
        assertAnswered(current);
        ReqSocket lateWithOld = client(OLD).connect(at);
        assertAnswered(lateWithOld);
        assertAnswered(early);

        keys.replace(NEW);
        ReqSocket tooLate = client(OLD).connect(at);
        assertThat(events.next(HandshakeFailed.class).cause())
                .isInstanceOfSatisfying(
                        ProtocolException.class, e -> assertThat(e.error()).isEqualTo(ProtocolError.CRYPTOGRAPHIC));
        tooLate.close().block(LIMIT);
        assertAnswered(early);
        assertAnswered(current);
        assertAnswered(client(NEW).connect(at));
        assertThat(events.all())
                .as("no connection ended")
                .noneMatch(event -> event instanceof Disconnected disconnected
                        && !(disconnected.cause() instanceof io.reactivezmq.error.PeerLostException));
    }

    @Test
    @ExtendWith(LibzmqAvailable.class)
    @DisplayName("libzmq's clients with either key")
    void withLibzmq() {
        CurveServerKeys keys = CurveServerKeys.of(OLD);
        DealerSocket server = zmq.dealer(o -> o.curveServer(keys));
        Endpoint at = server.bind("tcp://127.0.0.1:*").block(LIMIT);
        try (PythonPeer libzmq = PythonPeer.start()) {
            assertReceives(server, libzmq, at, OLD, "before");
            keys.replace(NEW, OLD);
            assertReceives(server, libzmq, at, OLD, "old");
            assertReceives(server, libzmq, at, NEW, "new");
            keys.replace(NEW);
            assertReceives(server, libzmq, at, NEW, "after");
            EventLog events = EventLog.of(server);
            dealer(libzmq, OLD).connect(at);
            events.next(HandshakeFailed.class);
        }
    }

    private static LibzmqSocket dealer(PythonPeer libzmq, CurveKeyPair server) {
        return libzmq.socket("DEALER")
                .set("LINGER", 0)
                .set("CURVE_PUBLICKEY", CLIENT.publicKey().bytes())
                .set("CURVE_SECRETKEY", CLIENT.secretKey().bytes())
                .set("CURVE_SERVERKEY", server.publicKey().bytes());
    }

    private static void assertReceives(
            DealerSocket server, PythonPeer libzmq, Endpoint at, CurveKeyPair key, String text) {
        dealer(libzmq, key).connect(at).send(List.of(ZmqMessage.of(text))).join();
        assertThat(server.receiveOne().block(LIMIT).text()).isEqualTo(text);
    }

    @Test
    @DisplayName("a client's withdrawn key ends its connections and refuses it, and no other client")
    void withdraws() {
        Set<String> known = ConcurrentHashMap.newKeySet();
        CurveKeyPair other = CurveKeyPair.generate();
        known.add(CLIENT.publicKey().z85());
        known.add(other.publicKey().z85());
        RepSocket rep = zmq.rep(o -> o.curveServer(OLD)
                .authenticator(request -> Mono.fromSupplier(() -> {
                    String key = ((Credentials.PublicKey) request.credentials())
                            .key()
                            .z85();
                    return known.contains(key) ? AuthResult.accepted(key) : AuthResult.refused("withdrawn");
                })));
        rep.serve(Mono::just).subscribe();
        Endpoint at = rep.bind("tcp://127.0.0.1:*").block(LIMIT);
        ReqSocket withdrawn = client(OLD).connect(at);
        assertAnswered(withdrawn);
        ReqSocket kept = zmq.req(o -> o.curveClient(OLD.publicKey(), other)).connect(at);
        assertAnswered(kept);
        EventLog servers = EventLog.of(rep);
        EventLog clients = EventLog.of(withdrawn);

        known.remove(CLIENT.publicKey().z85());
        assertThat(rep.disconnectPeers(
                                peer -> peer.userId().equals(CLIENT.publicKey().z85()), Duration.ZERO)
                        .block(LIMIT))
                .isEqualTo(1);

        assertThat(servers.next(Disconnected.class).cause())
                .isInstanceOf(PeerRefusedException.class)
                .hasMessageContaining("this side");
        clients.next(Disconnected.class);
        assertThat(clients.next(AuthenticationFailed.class).status()).isEqualTo(400);
        assertAnswered(kept);
        assertThat(servers.all()).noneMatch(HandshakeSucceeded.class::isInstance);
    }

    @Test
    @DisplayName("there are neither too many keys, nor one twice")
    void limits() {
        CurveKeyPair[] many = IntStream.range(0, CurveServerKeys.MOST)
                .mapToObj(i -> CurveKeyPair.generate())
                .toArray(CurveKeyPair[]::new);
        assertThatThrownBy(() -> CurveServerKeys.of(OLD, many))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("ZMQ_CURVE_SECRETKEY");
        CurveServerKeys keys = CurveServerKeys.of(OLD);
        assertThatThrownBy(() -> keys.replace(NEW, NEW)).isInstanceOf(InvalidOptionException.class);
        assertThat(keys.current()).containsExactly(OLD);
        assertThat(keys.toString())
                .contains(OLD.publicKey().z85())
                .doesNotContain(OLD.secretKey().z85());
    }
}
