package io.reactivezmq.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.Endpoint;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.event.SocketEvent.AuthenticationFailed;
import io.reactivezmq.event.SocketEvent.ConnectAbandoned;
import io.reactivezmq.event.SocketEvent.ConnectRetried;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.options.value.ReconnectStop;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.ForeignSocket;
import io.reactivezmq.testing.LibzmqAvailable;
import io.reactivezmq.testing.PythonPeer;
import io.reactivezmq.testing.RawPeer;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** CURVE over real connections of our own. */
class CurveTest {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final CurveKeyPair SERVER = CurveKeyPair.generate();
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

    private static ZmqMessage[] messages() {
        Random random = new Random(1);
        return Stream.of(0, 1, 222, 223, 255, 256, 8_159, 8_192, 65_000, 70_000, 1_000_000)
                .map(size -> {
                    byte[] bytes = new byte[size];
                    random.nextBytes(bytes);
                    return ZmqMessage.wrap(bytes, new byte[0], bytes);
                })
                .toArray(ZmqMessage[]::new);
    }

    @Test
    @DisplayName("messages of all sizes, both ways, either side bound")
    void bothWays() {
        for (boolean serverBinds : new boolean[] {true, false}) {
            DealerSocket server = zmq.dealer(o -> o.curveServer(SERVER));
            DealerSocket client = zmq.dealer(o -> o.curveClient(SERVER.publicKey(), CLIENT));
            DealerSocket binder = serverBinds ? server : client;
            (serverBinds ? client : server)
                    .connect(binder.bind("tcp://127.0.0.1:*").block(LIMIT));
            ZmqMessage[] all = messages();
            Mono.when(client.send(Flux.just(all)), server.send(Flux.just(all))).block(LIMIT);
            assertThat(server.receive().take(all.length).collectList().block(LIMIT))
                    .containsExactly(all);
            assertThat(client.receive().take(all.length).collectList().block(LIMIT))
                    .containsExactly(all);
        }
    }

    @Test
    @DisplayName("ten thousand small messages in order, with a subscription and heartbeats between them")
    void many() {
        PubSocket pub = zmq.pub(o -> o.curveServer(SERVER.secretKey())
                .sendHighWaterMark(0)
                .heartbeatInterval(Duration.ofMillis(5))
                .heartbeatTimeout(LIMIT));
        SubSocket sub = zmq.sub(o -> o.curveClient(SERVER.publicKey().z85(), CLIENT)
                        .heartbeatInterval(Duration.ofMillis(5))
                        .heartbeatTimeout(LIMIT))
                .subscribe("m");
        sub.connect(pub.bind("tcp://127.0.0.1:*").block(LIMIT));
        pub.awaitSubscribers(1).block(LIMIT);
        pub.send(Flux.range(0, 10_000).map(i -> ZmqMessage.of("m" + i))).subscribe();
        List<String> got =
                sub.receive().take(10_000).map(ZmqMessage::text).collectList().block(LIMIT);
        assertThat(got).hasSize(10_000).startsWith("m0").endsWith("m9999").doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("the client's key, its owner and metadata, out of a directory of certificates")
    void certificates(@TempDir Path directory) throws Exception {
        CurveCertificate.of(CLIENT, Map.of("name", "Alice")).save(directory.resolve("alice"));
        RepSocket rep = zmq.rep(o -> o.curveServer(SERVER).authenticator(Authenticators.certificates(directory)));
        rep.serve(request -> Mono.just(ZmqMessage.of(
                        request.peer().userId(), request.peer().authMetadata().get("name"))))
                .subscribe();
        Endpoint at = rep.bind("tcp://127.0.0.1:*").block(LIMIT);
        CurveKeyPair known = CurveCertificate.read(directory.resolve("alice_secret"))
                .keyPair()
                .orElseThrow();
        ZmqMessage answer = zmq.req(o -> o.curveClient(SERVER.publicKey(), known))
                .connect(at)
                .request("who am I")
                .block(LIMIT);
        assertThat(answer).isEqualTo(ZmqMessage.of(CLIENT.publicKey().z85(), "Alice"));
    }

    @Test
    @DisplayName("an unknown key: both sides report it, the client gives up")
    void refused() {
        PullSocket pull = zmq.pull(o -> o.curveServer(SERVER).authenticator(Authenticators.publicKeys(List.of())));
        EventLog servers = EventLog.of(pull);
        PushSocket push =
                zmq.push(o -> o.curveClient(SERVER.publicKey(), CLIENT).linger(Duration.ZERO));
        EventLog clients = EventLog.of(push);
        push.connect(pull.bind("tcp://127.0.0.1:*").block(LIMIT));
        assertThat(clients.next(AuthenticationFailed.class).status()).isEqualTo(400);
        clients.next(ConnectAbandoned.class);
        assertThat(servers.next(AuthenticationFailed.class).status()).isEqualTo(400);
    }

    @Test
    @DisplayName("a wrong server key: the server says why in its events, the client is closed and tries again")
    void wrongServerKey() {
        PullSocket pull = zmq.pull(o -> o.curveServer(SERVER));
        EventLog servers = EventLog.of(pull);
        PushSocket push =
                zmq.push(o -> o.curveClient(CLIENT.publicKey(), CLIENT).linger(Duration.ZERO));
        EventLog clients = EventLog.of(push);
        push.connect(pull.bind("tcp://127.0.0.1:*").block(LIMIT));
        assertThat(servers.next(HandshakeFailed.class).cause())
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        failure -> assertThat(failure.error()).isEqualTo(ProtocolError.CRYPTOGRAPHIC))
                .hasMessageContaining("HELLO")
                .hasMessageContaining("127.0.0.1:");
        assertThat(clients.next(HandshakeFailed.class).cause()).hasMessageContaining("CURVE handshake");
        clients.next(ConnectRetried.class);
    }

    @Test
    @DisplayName("a wrong server key: with HANDSHAKE_FAILED as a condition to stop, the client gives up")
    void wrongServerKeyGivenUp() {
        PullSocket pull = zmq.pull(o -> o.curveServer(CurveKeyPair.generate()));
        EventLog clients = strangerTo(pull.bind("tcp://127.0.0.1:*").block(LIMIT));
        assertGivenUp(clients);
    }

    @Test
    @DisplayName("a wrong server key: libzmq closes without a word, and is given up too")
    @ExtendWith(LibzmqAvailable.class)
    void wrongServerKeyOfLibzmq() {
        try (PythonPeer process = PythonPeer.start();
                ForeignSocket server = process.socket("PULL")) {
            server.set("CURVE_SERVER", 1)
                    .set("CURVE_SECRETKEY", CurveKeyPair.generate().secretKey().bytes());
            assertGivenUp(strangerTo(server.bind()));
        }
    }

    private EventLog strangerTo(Endpoint server) {
        PushSocket push = zmq.push(o -> o.curveClient(CurveKeyPair.generate().publicKey(), CurveKeyPair.generate())
                .reconnectStop(ReconnectStop.HANDSHAKE_FAILED));
        EventLog events = EventLog.of(push);
        push.connect(server);
        return events;
    }

    private static void assertGivenUp(EventLog clients) {
        HandshakeFailed failed = clients.next(HandshakeFailed.class);
        assertThat(failed.cause()).isInstanceOf(PeerLostException.class).hasMessageContaining("CURVE handshake");
        assertThat(clients.next(ConnectAbandoned.class).cause()).isSameAs(failed.cause());
        assertThat(clients.all()).noneMatch(ConnectRetried.class::isInstance);
    }

    @Test
    @DisplayName("bytes without CURVE end the connection, however they look, and nothing else")
    void strangers() {
        PullSocket pull = zmq.pull(o -> o.curveServer(SERVER));
        EventLog servers = EventLog.of(pull);
        Endpoint at = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        byte[] greeting = RawPeer.greeting();
        System.arraycopy("CURVE".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, greeting, 12, 5);
        for (byte[] hello : List.of(
                RawPeer.command("HELLO", new byte[194]),
                RawPeer.command("HELLO"),
                RawPeer.command("INITIATE", new byte[300]),
                RawPeer.frame(0, new byte[3]))) {
            try (RawPeer peer = RawPeer.connect(at).send(greeting).send(hello)) {
                servers.next(HandshakeFailed.class);
                peer.readToEnd();
            }
        }
        zmq.push(o -> o.curveClient(SERVER.publicKey(), CLIENT))
                .connect(at)
                .send("still there")
                .block(LIMIT);
        assertThat(pull.receiveOne().block(LIMIT).text()).isEqualTo("still there");
    }

    @Test
    @DisplayName("the peer is lost while keys are computed or later: connections come back with new ones")
    void reconnects() {
        PullSocket pull = zmq.pull(o -> o.curveServer(SERVER));
        PushSocket push =
                zmq.push(o -> o.curveClient(SERVER.publicKey(), CLIENT).reconnectInterval(Duration.ofMillis(1)));
        EventLog clients = EventLog.of(push);
        Endpoint at = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        push.connect(at);
        clients.next(HandshakeSucceeded.class);
        pull.close().block(LIMIT);
        clients.next(Disconnected.class);
        PullSocket again = zmq.pull(o -> o.curveServer(SERVER));
        again.bind(at.uri()).block(LIMIT);
        push.send("again").block(LIMIT);
        assertThat(again.receiveOne().block(LIMIT).text()).isEqualTo("again");
    }

    @Test
    @DisplayName("without Bouncy Castle the missing artifact is named, at once")
    void missingLibrary() throws Exception {
        String path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !new File(entry).getName().startsWith("bcprov"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        path,
                        WithoutBouncyCastle.class.getName())
                .redirectErrorStream(true)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("connect: CURVE needs a library that is not on the class path: add the artifact"
                        + " org.bouncycastle:bcprov-jdk18on")
                .contains("bind: CURVE needs")
                .contains("PLAIN and NULL work");
    }

    /** Run in a Java of its own. */
    static final class WithoutBouncyCastle {

        public static void main(String[] arguments) {
            ZmqContext zmq = ZmqContext.create();
            try {
                zmq.push(o -> o.curveClient(SERVER.publicKey(), CLIENT)).connect("tcp://127.0.0.1:1");
            } catch (io.reactivezmq.error.MissingArtifactException e) {
                System.out.println("connect: " + e.getMessage());
            }
            try {
                zmq.pull(o -> o.curveServer(SERVER)).bind("tcp://127.0.0.1:*").block(LIMIT);
            } catch (io.reactivezmq.error.MissingArtifactException e) {
                System.out.println("bind: " + e.getMessage());
            }
            PullSocket pull = zmq.pull(o -> o.plainServer().authenticator(Authenticators.passwords(Map.of("a", "b"))));
            zmq.push(o -> o.plainClient("a", "b"))
                    .connect(pull.bind("tcp://127.0.0.1:*").block(LIMIT))
                    .send("x")
                    .block(LIMIT);
            if (pull.receiveOne().block(LIMIT) != null) {
                System.out.println("PLAIN and NULL work");
            }
            zmq.close().block(LIMIT);
            System.exit(0);
        }
    }
}
