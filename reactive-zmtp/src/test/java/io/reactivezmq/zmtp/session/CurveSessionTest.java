package io.reactivezmq.zmtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.spi.Control;
import io.reactivezmq.zmtp.codec.Greeting;
import io.reactivezmq.zmtp.curve.CurveClient;
import io.reactivezmq.zmtp.curve.CurveSecrets;
import io.reactivezmq.zmtp.curve.CurveServer;
import io.reactivezmq.zmtp.curve.CurveVectors;
import io.reactivezmq.zmtp.mechanism.MechanismFactory;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole CURVE connections, byte by byte the same as libzmq's, in all pieces. */
class CurveSessionTest {

    private static final String CLIENT_GREETING = vector("curve-greeting-client");
    private static final String SERVER_GREETING = HexFormat.of().formatHex(Greeting.encode(0, "CURVE", true));
    private static final String CLIENT_KEY =
            "asked CURVE key " + CurveVectors.CLIENT.publicKey().z85();

    private static String vector(String name) {
        return TestVectors.named(name).hex();
    }

    private static TestPeer peer(SocketType type, MechanismFactory mechanism) {
        TestPeer peer = new TestPeer(new SessionConfig(type, new byte[0], TestPeer.LIMITS, Map.of(), mechanism, true));
        peer.session.start();
        return peer;
    }

    /** The server in the vectors. */
    private static TestPeer server(SocketType type) {
        return peer(type, ours -> new CurveServer(ours, CurveVectors.SERVER, CurveVectors.serverSecrets()));
    }

    /** The client in the vectors. */
    private static TestPeer client(SocketType type) {
        return peer(
                type,
                ours -> new CurveClient(
                        ours, CurveVectors.SERVER.publicKey(), CurveVectors.CLIENT, CurveVectors.clientSecrets()));
    }

    private static void check(Supplier<TestPeer> peers, String hex, String written, String... log) {
        Cuts.everywhere(HexFormat.of().parseHex(hex), peers, peer -> {
            assertThat(peer.log).isEqualTo(List.of(log));
            assertThat(peer.writtenHex()).isEqualTo(written);
        });
    }

    @Test
    void aServerTalksWithLibzmqsClient() {
        check(
                () -> server(SocketType.ROUTER),
                CLIENT_GREETING
                        + vector("curve-hello")
                        + vector("curve-initiate")
                        + vector("curve-message-2-frames")
                        + vector("curve-pong"),
                SERVER_GREETING + vector("curve-welcome-to-libzmq") + vector("curve-ready-to-libzmq"),
                CLIENT_KEY,
                "ready DEALER  {} 3.1",
                "message 68656c6c6f,776f726c64");
    }

    @Test
    void aServerSendsWhatLibzmqUnderstood() {
        TestPeer server = server(SocketType.ROUTER);
        server.feed(CLIENT_GREETING + vector("curve-hello") + vector("curve-initiate"));
        assertThat(HexFormat.of().formatHex(Wire.encode(server.session.encoder(), ZmqMessage.of("hey"))))
                .isEqualTo(vector("curve-message-from-server"));
    }

    @Test
    void aClientTalksWithLibzmqsServer() {
        TestPeer client = client(SocketType.DEALER);
        client.feed(
                vector("curve-greeting-server") + vector("curve-server-welcome") + vector("curve-server-ready-router"));
        assertThat(client.log).containsExactly("ready ROUTER  {} 3.1");
        assertThat(HexFormat.of().formatHex(Wire.encode(client.session.encoder(), ZmqMessage.of("hi"))))
                .isEqualTo(vector("curve-message-from-client"));
    }

    @Test
    void theComputedExchangeFromTheClientsSide() {
        check(
                () -> client(SocketType.DEALER),
                SERVER_GREETING
                        + vector("curve-det-welcome")
                        + vector("curve-det-ready")
                        + vector("curve-det-message-server"),
                CLIENT_GREETING + vector("curve-det-hello") + vector("curve-det-initiate"),
                "ready ROUTER  {} 3.1");
    }

    @Test
    void theComputedExchangeFromTheServersSide() {
        check(
                () -> server(SocketType.ROUTER),
                CLIENT_GREETING
                        + vector("curve-det-hello")
                        + vector("curve-det-initiate")
                        + vector("curve-det-message-client"),
                SERVER_GREETING + vector("curve-det-welcome") + vector("curve-det-ready"),
                CLIENT_KEY,
                "ready DEALER  {} 3.1",
                "message 68656c6c6f");
    }

    @Test
    void aClearFrameEndsTheConnection() {
        check(
                () -> server(SocketType.ROUTER),
                CLIENT_GREETING
                        + vector("curve-det-hello")
                        + vector("curve-det-initiate")
                        + vector("curve-clear-frame-after-handshake"),
                SERVER_GREETING + vector("curve-det-welcome") + vector("curve-det-ready"),
                CLIENT_KEY,
                "ready DEALER  {} 3.1",
                "error UNEXPECTED_COMMAND");
    }

    @ParameterizedTest
    @CsvSource({"REFUSED, 040a054552524f5203343030", "INTERNAL_ERROR, 040a054552524f5203353030", "TEMPORARY_ERROR, ''"})
    void aServerTellsWhomItDoesNotLetIn(AuthResult.Status status, String error) {
        check(
                () -> {
                    TestPeer server = server(SocketType.ROUTER);
                    server.judge = shown -> new AuthResult(status, "", "", Map.of());
                    return server;
                },
                CLIENT_GREETING + vector("curve-det-hello") + vector("curve-det-initiate"),
                SERVER_GREETING + vector("curve-det-welcome") + error,
                CLIENT_KEY,
                "refused " + status.code());
    }

    @Test
    void aClientIsRefused() {
        check(
                () -> client(SocketType.DEALER),
                SERVER_GREETING + vector("curve-det-welcome") + vector("curve-server-error-400"),
                CLIENT_GREETING + vector("curve-det-hello") + vector("curve-det-initiate"),
                "refused 400");
    }

    @Test
    void theLastWordWaitsForTheJudgementOfTheType() {
        check(
                () -> server(SocketType.PULL),
                CLIENT_GREETING + vector("curve-det-hello") + vector("curve-det-initiate"),
                SERVER_GREETING + vector("curve-det-welcome") + error("Incompatible socket type"),
                CLIENT_KEY,
                "error INCOMPATIBLE_SOCKET_TYPE");
    }

    private static String error(String reason) {
        return "04%02x054552524f52%02x%s"
                .formatted(
                        7 + reason.length(),
                        reason.length(),
                        HexFormat.of().formatHex(reason.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }

    /** Any byte of the handshake that is another ends the connection, and nothing is received. */
    @ParameterizedTest
    @ValueSource(strings = {"curve-det-hello", "curve-det-initiate"})
    void everyByteToAServerCounts(String name) {
        String before = CLIENT_GREETING + (name.endsWith("hello") ? "" : vector("curve-det-hello"));
        forge(vector(name), name.endsWith("hello") ? 2 : 9, forged -> {
            TestPeer server = server(SocketType.ROUTER);
            server.feed(before + forged + (name.endsWith("hello") ? vector("curve-det-initiate") : ""));
            return server;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"curve-det-welcome", "curve-det-ready"})
    void everyByteToAClientCounts(String name) {
        String before = SERVER_GREETING + (name.endsWith("welcome") ? "" : vector("curve-det-welcome"));
        forge(vector(name), 2, forged -> client(SocketType.DEALER).feed(before + forged + vector("curve-det-ready")));
    }

    private static void forge(String hex, int from, java.util.function.Function<String, TestPeer> feed) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        for (int i = from; i < bytes.length; i++) {
            byte[] forged = bytes.clone();
            forged[i] ^= 1;
            TestPeer peer = feed.apply(HexFormat.of().formatHex(forged));
            assertThat(peer.log).as("byte %d", i).singleElement().asString().startsWith("error ");
        }
    }

    @Test
    void messagesCommandsAndSubscriptionsTravelSealed() {
        TestPeer client = peer(
                SocketType.XSUB,
                ours -> new CurveClient(
                        ours, CurveVectors.SERVER.publicKey(), CurveVectors.CLIENT, CurveSecrets.system()));
        TestPeer server =
                peer(SocketType.XPUB, ours -> new CurveServer(ours, CurveVectors.SERVER, CurveSecrets.system()));
        while (client.written.size() + server.written.size() > 0) {
            byte[] fromClient = client.written.toByteArray();
            byte[] fromServer = server.written.toByteArray();
            client.written.reset();
            server.written.reset();
            server.feed(fromClient);
            client.feed(fromServer);
        }
        assertThat(client.session.isReady()).isTrue();
        server.log.clear();

        byte[] body = new byte[100_000];
        new Random(1).nextBytes(body);
        ZmqMessage message = ZmqMessage.wrap(body, new byte[0], new byte[] {1});
        for (int i = 0; i < 3; i++) {
            server.feed(client.session.encode(Control.subscribe(new byte[] {'a', 'b', 'c'})))
                    .feed(Wire.encode(client.session.encoder(), message))
                    .feed(client.session.ping(Duration.ofSeconds(1)));
        }
        assertThat(server.log).hasSize(9).startsWith("SUBSCRIBE 616263").endsWith("pinged PT1S");
        assertThat(server.messages).containsOnly(message);
        assertThat(server.written.toString(java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("MESSAGE")
                .doesNotContain("PONG");
        client.log.clear();
        assertThat(client.feed(server.written.toByteArray()).log).isEmpty();
    }
}
