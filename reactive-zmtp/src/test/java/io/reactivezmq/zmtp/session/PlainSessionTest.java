package io.reactivezmq.zmtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.SocketType;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.Credentials;
import io.reactivezmq.zmtp.codec.Greeting;
import io.reactivezmq.zmtp.mechanism.MechanismFactory;
import io.reactivezmq.zmtp.mechanism.NullMechanism;
import io.reactivezmq.zmtp.plain.PlainClient;
import io.reactivezmq.zmtp.plain.PlainServer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PLAIN against what libzmq was seen to send, in all pieces, and against what no peer should send. */
class PlainSessionTest {

    private static final String GREETING = vector("plain-greeting-client");
    private static final String SERVER_GREETING = HexFormat.of().formatHex(Greeting.encode(0, "PLAIN", true));
    private static final String HELLO = vector("plain-hello");
    private static final String WELCOME = vector("plain-server-welcome");
    private static final String INITIATE = vector("input-plain-initiate");
    private static final String READY = vector("plain-server-ready-router");

    private static String vector(String name) {
        return TestVectors.named(name).hex();
    }

    private static byte[] bytes(String... hex) {
        return HexFormat.of().parseHex(String.join("", hex));
    }

    private static TestPeer peer(SocketType type, MechanismFactory mechanism) {
        TestPeer peer = new TestPeer(new SessionConfig(type, new byte[0], TestPeer.LIMITS, Map.of(), mechanism, true));
        peer.session.start();
        return peer;
    }

    private static TestPeer server() {
        TestPeer server = peer(SocketType.ROUTER, PlainServer::new);
        server.judge = shown -> shown.equals(new Credentials.UserPassword("admin", "secret"))
                ? AuthResult.accepted("the admin")
                : AuthResult.refused("no");
        return server;
    }

    private static TestPeer client() {
        return peer(SocketType.DEALER, ours -> new PlainClient(ours, "admin", "secret"));
    }

    private static void check(Supplier<TestPeer> peers, String hex, String written, String... log) {
        Cuts.everywhere(bytes(hex), peers, peer -> {
            assertThat(peer.writtenHex()).isEqualTo(written);
            assertThat(peer.log).isEqualTo(List.of(log));
        });
    }

    @Test
    void aServerLetsLibzmqIn() {
        check(
                PlainSessionTest::server,
                GREETING + HELLO + INITIATE + "00026869",
                SERVER_GREETING + WELCOME + READY,
                "asked PLAIN user admin",
                "ready DEALER  {} 3.1 as the admin",
                "message 6869");
    }

    @Test
    void aClientIsLetInByLibzmq() {
        check(
                PlainSessionTest::client,
                GREETING + WELCOME + READY + "00026869",
                GREETING + HELLO + INITIATE,
                "ready ROUTER  {} 3.1",
                "message 6869");
        assertThat(vector("plain-welcome")).isEqualTo(WELCOME);
    }

    @ParameterizedTest
    @CsvSource({"REFUSED, 040a054552524f5203343030", "INTERNAL_ERROR, 040a054552524f5203353030", "TEMPORARY_ERROR, ''"})
    void aServerTellsWhomItDoesNotLetIn(AuthResult.Status status, String error) {
        check(
                () -> {
                    TestPeer server = server();
                    server.judge = shown -> new AuthResult(status, "", "", Map.of());
                    return server;
                },
                GREETING + HELLO + INITIATE,
                SERVER_GREETING + error,
                "asked PLAIN user admin",
                "refused " + status.code());
    }

    @ParameterizedTest
    @CsvSource({
        "plain-server-error-400, 400",
        "plain-server-error-500, 500",
        "curve-server-error-400, 400",
    })
    void aClientUnderstandsThatItIsRefusedEvenAsLibzmqMisspellsIt(String error, String status) {
        check(PlainSessionTest::client, GREETING + vector(error), GREETING + HELLO, "refused " + status);
    }

    @Test
    void aServerReadsNothingWhileThePeerIsJudged() {
        TestPeer server = server();
        var judge = server.judge;
        server.judge = null;
        server.feed(GREETING + HELLO).feed(INITIATE).feed("00026869");
        assertThat(server.log).containsExactly("asked PLAIN user admin");
        assertThat(server.left()).isEqualTo(bytes(INITIATE).length + 4);
        server.judge = judge;
        server.feed("");
        assertThat(server.log).endsWith("ready DEALER  {} 3.1 as the admin", "message 6869");
        server.close();
        // An answer that comes too late changes nothing.
        server.session.authenticated(AuthResult.refused("late"));
    }

    @Test
    void anAnswerWithoutAQuestionIsAMistakeOfOurs() {
        TestPeer server = server();
        assertThatThrownBy(() -> server.session.authenticated(AuthResult.accepted()))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "04060548454c4c4f, MALFORMED_HELLO",
        "04070548454c4c4f05, MALFORMED_HELLO",
        "04120548454c4c4f0561646d696e067365637265, MALFORMED_HELLO",
        "04140548454c4c4f0561646d696e0673656372657400, MALFORMED_HELLO",
        "04080757454c434f4d45, UNEXPECTED_COMMAND",
        "040a054552524f5203343030, UNEXPECTED_COMMAND",
        "040605524541445900, UNEXPECTED_COMMAND",
        "0400, UNEXPECTED_COMMAND",
        "00026869, UNEXPECTED_COMMAND",
    })
    void aServerTakesNothingElseForAHello(String hex, String error) {
        check(PlainSessionTest::server, GREETING + hex, SERVER_GREETING, "error " + error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"04130548454c4c4f0561646d696e06736563726574", "0406055245414459"})
    void aServerWantsInitiateAfterWelcome(String hex) {
        check(
                PlainSessionTest::server,
                GREETING + HELLO + hex,
                SERVER_GREETING + WELCOME,
                "asked PLAIN user admin",
                "error UNEXPECTED_COMMAND");
    }

    @Test
    void aServerChecksWhatTheClientTellsOfItself() {
        check(
                PlainSessionTest::server,
                GREETING + HELLO + "040908494e495449415445",
                SERVER_GREETING + WELCOME + READY,
                "asked PLAIN user admin",
                "ready   {} 3.1 as the admin");
        check(
                PlainSessionTest::server,
                GREETING + HELLO + "040a08494e4954494154450b",
                SERVER_GREETING + WELCOME,
                "asked PLAIN user admin",
                "error INVALID_METADATA");
    }

    @ParameterizedTest
    @CsvSource({
        "04090757454c434f4d4500, MALFORMED_WELCOME",
        "0406055245414459, UNEXPECTED_COMMAND",
        "04130548454c4c4f0561646d696e06736563726574, UNEXPECTED_COMMAND",
        "04055e52524f52, UNEXPECTED_COMMAND",
        "04065e52524f5203, MALFORMED_ERROR",
        "0406054552524f52, MALFORMED_ERROR",
    })
    void aClientTakesNothingElseForAWelcome(String hex, String error) {
        check(PlainSessionTest::client, GREETING + hex, GREETING + HELLO, "error " + error);
    }

    @Test
    void aClientTakesOneWelcomeOnly() {
        check(
                PlainSessionTest::client,
                GREETING + WELCOME + WELCOME,
                GREETING + HELLO + INITIATE,
                "error UNEXPECTED_COMMAND");
    }

    @Test
    void peersCannotSayWhoTheyAreInTheAuthenticatorsPlace() {
        String spoof = "07557365722d496400000005" + hex("admin");
        String initiate = "08" + hex("INITIATE") + spoof;
        check(
                PlainSessionTest::server,
                GREETING + HELLO + "04%02x".formatted(initiate.length() / 2) + initiate,
                SERVER_GREETING + WELCOME + READY,
                "asked PLAIN user admin",
                "ready   {} 3.1 as the admin");
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    @Test
    void underNullAPeerIsJudgedBeforeItIsToldAnything() {
        String greeting = vector("null-greeting-full");
        String ready = vector("null-ready-pull");
        Supplier<TestPeer> judging = () -> peer(SocketType.PULL, ours -> new NullMechanism(ours, true));
        String push = HexFormat.of().formatHex(TestPeer.ready("Socket-Type", "PUSH"));
        check(
                judging,
                greeting + push + "00026869",
                greeting + ready,
                "asked Anonymous[]",
                "ready PUSH  {} 3.1",
                "message 6869");
        check(
                () -> {
                    TestPeer refusing = judging.get();
                    refusing.judge = shown -> AuthResult.refused("not from there");
                    return refusing;
                },
                greeting + push,
                greeting + "040a054552524f5203343030",
                "asked Anonymous[]",
                "refused 400");
    }

    @Test
    void nothingPrintsAPassword() {
        assertThat(new Credentials.UserPassword("admin", "secret").toString()).doesNotContain("secret");
        assertThat(new io.reactivezmq.security.SocketSecurity.PlainClient("admin", "secret").toString())
                .doesNotContain("secret");
    }
}
