package io.reactivezmq.zmtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.SocketType;
import io.reactivezmq.zmtp.session.TestVectors.TestVector;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What libzmq was given, given to us: whole, cut in two at every byte, byte by byte, and with a pipe that now and then
 * has no room. The outcome must always be the one in the table; where it is not libzmq's, the table says why.
 */
class InputVectorsTest {

    private static final String SIGNATURE = "ff00000000000000017f";
    private static final String GREETING =
            TestVectors.named("null-greeting-full").hex();

    private static final Map<String, Case> CASES = cases();

    /** Where a vector begins. */
    private enum Stage {
        /** With the first byte of the connection. */
        NOTHING,
        /** Behind the peer's greeting. */
        GREETED,
        /** Behind the peer's READY. */
        READY
    }

    /**
     * What has to happen.
     *
     * @param type our socket's type
     * @param written what we write from the beginning of the vector on, in hex
     * @param log what the session tells from there on
     */
    private record Case(SocketType type, Stage stage, String written, List<String> log) {}

    private static Map<String, Case> cases() {
        Map<String, Case> cases = new LinkedHashMap<>();
        String pull = TestVectors.named("null-ready-pull").hex();
        String router = TestVectors.named("null-ready-router").hex();
        String wrongType = error("Incompatible socket type");
        String wrongId = error("Invalid routing id");

        // Greetings. libzmq waits for more of what may be a 1.0 peer; we do not speak 1.0 and 2.0 and say so at once.
        first(cases, "bad-http", SIGNATURE, "error UNSUPPORTED_VERSION");
        first(cases, "bad-first-octet-0", SIGNATURE, "error UNSUPPORTED_VERSION");
        first(cases, "bad-signature-octet9-even", SIGNATURE, "error UNSUPPORTED_VERSION");
        first(cases, "bad-signature-len0", SIGNATURE, "error UNSUPPORTED_VERSION");
        first(cases, "greet-v10-under-plain", SIGNATURE, "error UNSUPPORTED_VERSION");
        first(cases, "greet-v20-under-plain", SIGNATURE + "03", "error UNSUPPORTED_VERSION");
        first(cases, "greet-v20-under-curve", SIGNATURE + "03", "error UNSUPPORTED_VERSION");
        first(cases, "signature-7f-variant-01", GREETING + pull, "ready PUSH  {} 3.1");
        first(cases, "padding-random", GREETING + pull, "ready PUSH  {} 3.1");
        first(cases, "greet-filler-nonzero", GREETING + pull, "ready PUSH  {} 3.1");
        // A 2.0 peer says 1; libzmq waits for 64 bytes of a peer that says 2, and goes on as with 3.1.
        first(cases, "greet-major-2", GREETING + pull);
        first(cases, "greet-mechanism-mismatch", GREETING, "error MECHANISM_MISMATCH");
        first(cases, "greet-mechanism-lowercase", GREETING, "error MECHANISM_MISMATCH");
        first(cases, "greet-mechanism-tail-garbage", GREETING, "error MECHANISM_MISMATCH");
        first(cases, "greet-stall", SIGNATURE + "03");

        // READY. An ERROR before closing is what RFC 23 wants; libzmq closes without a word.
        greeted(cases, "ready-wrong-socket-type", wrongType, "error INCOMPATIBLE_SOCKET_TYPE");
        greeted(cases, "ready-unknown-socket-type", wrongType, "error INCOMPATIBLE_SOCKET_TYPE");
        greeted(cases, "ready-no-socket-type", "", "ready   {} 3.1", "message 6869");
        // libzmq takes it. No peer sends it, and what it looks like is a message before READY.
        greeted(cases, "ready-as-message-frame", "", "error UNEXPECTED_COMMAND");
        // libzmq overlooks MORE on commands; the RFC wants it clear.
        greeted(cases, "ready-with-more-flag", "", "error MALFORMED_FRAME");
        greeted(cases, "ready-long-form", "", "ready PUSH  {} 3.1", "message 6869");
        greeted(cases, "ready-truncated-value", "", "error INVALID_METADATA");
        greeted(cases, "ready-truncated-name", "", "error INVALID_METADATA");
        greeted(cases, "ready-trailing-octet", "", "error INVALID_METADATA");
        greeted(cases, "ready-empty-name", "", "ready PUSH  {} 3.1", "message 6869");
        greeted(cases, "ready-x-property", "", "ready PUSH  {X-App=v} 3.1", "message 6869");
        greeted(cases, "ready-resource", "", "ready PUSH  {Resource=a/b} 3.1", "message 6869");

        greeted(cases, "handshake-error-400", "", "refused 400");
        greeted(cases, "handshake-error-no-reason", "", "error MALFORMED_ERROR");
        greeted(cases, "handshake-error-bad-length", "", "error MALFORMED_ERROR");
        greeted(cases, "handshake-ping", "", "error UNEXPECTED_COMMAND");
        greeted(cases, "handshake-message", "", "error UNEXPECTED_COMMAND");
        greeted(cases, "handshake-empty-command", "", "error UNEXPECTED_COMMAND");
        greeted(cases, "input-plain-initiate", "", "error UNEXPECTED_COMMAND");
        // libzmq takes impossible routing ids and hands them to the application.
        cases.put(
                "router-identity-zero-first",
                new Case(SocketType.ROUTER, Stage.GREETED, wrongId, List.of("error INVALID_METADATA")));
        cases.put(
                "router-identity-300",
                new Case(SocketType.ROUTER, Stage.GREETED, wrongId, List.of("error INVALID_METADATA")));

        // libzmq closes when a message comes before its own READY went out. Once both READYs are there, in whatever
        // pieces, there is nothing against the message.
        first(
                cases,
                "pipelined-greeting-ready-message-pull",
                GREETING + pull,
                "ready PUSH  {} 3.1",
                "message 6561726c79");
        cases.put(
                "pipelined-greeting-ready-message-router",
                new Case(
                        SocketType.ROUTER,
                        Stage.NOTHING,
                        GREETING + router,
                        List.of("ready DEALER  {} 3.1", "message 6561726c79")));

        // Traffic. libzmq overlooks reserved bits, as this side does when it is not strict.
        ready(cases, "traffic-reserved-bits", "", "error MALFORMED_FRAME");
        ready(cases, "traffic-long-form-small", "", "message 6869");
        ready(cases, "traffic-size-2^64-1", "", "error MALFORMED_FRAME");
        ready(cases, "traffic-size-2^63", "", "error MALFORMED_FRAME");
        ready(cases, "traffic-size-2^40", "", "error LIMIT_EXCEEDED");
        String sixty = "78".repeat(60);
        ready(cases, "traffic-maxmsgsize-multipart", "", "message " + sixty + "," + sixty + "," + sixty);
        ready(cases, "traffic-unknown-command", "", "message 6869");
        ready(cases, "traffic-command-bad-name-length", "", "message 6869");
        ready(cases, "traffic-error-command", "", "message 6869");
        ready(cases, "traffic-command-inside-message", "040504504f4e47", "pinged PT0S", "message 61,62");
        // libzmq hands the command to the application as a message.
        ready(cases, "traffic-subscribe-to-pull", "", "message 6869");
        ready(cases, "traffic-incomplete-multipart-then-close", "");
        ready(cases, "input-ping-noctx", "040504504f4e47", "pinged PT0S");
        ready(cases, "input-ping-ctx4", "040904504f4e4763747831", "pinged PT0S");
        ready(cases, "input-ping-ctx16", "041504504f4e4730313233343536373839616263646566", "pinged PT0S");
        ready(cases, "input-ping-ctx20", "041504504f4e4730313233343536373839616263646566", "pinged PT0S");
        ready(cases, "input-ping-ttl5", "040504504f4e47", "pinged PT0.5S");
        ready(cases, "ping-ttl-655-wrap", "040504504f4e47", "pinged PT1M5.5S");
        // libzmq counts this one in 16 bits and closes after 64 ms.
        ready(cases, "ping-ttl-656-wrap", "040504504f4e47", "pinged PT1M5.6S");

        // What patterns make of these messages is theirs to test.
        ready(cases, SocketType.REP, "rep-no-delimiter", "message 626164", "message ,676f6f64");
        ready(cases, SocketType.REQ, "req-reply-without-delimiter", "message 6e6f64656c696d");
        ready(cases, SocketType.SUB, "sub-not-subscribed", "message 78");
        ready(cases, SocketType.PUB, "pub-receives-message", "message 78797a");
        ready(cases, SocketType.XPUB, "xpub-receives-message", "message 78797a");
        ready(cases, SocketType.XPUB, "xpub-accepts-subscribe-command", "SUBSCRIBE 616263");
        ready(cases, SocketType.XPUB, "xpub-accepts-cancel-command", "CANCEL 616263");
        ready(cases, SocketType.XPUB, "xpub-accepts-legacy-subscribe", "SUBSCRIBE 616263");
        return cases;
    }

    private static void first(Map<String, Case> cases, String name, String written, String... log) {
        cases.put(name, new Case(SocketType.PULL, Stage.NOTHING, written, List.of(log)));
    }

    private static void greeted(Map<String, Case> cases, String name, String written, String... log) {
        cases.put(name, new Case(SocketType.PULL, Stage.GREETED, written, List.of(log)));
    }

    private static void ready(Map<String, Case> cases, String name, String written, String... log) {
        cases.put(name, new Case(SocketType.PULL, Stage.READY, written, List.of(log)));
    }

    private static void ready(Map<String, Case> cases, SocketType type, String name, String... log) {
        cases.put(name, new Case(type, Stage.READY, "", List.of(log)));
    }

    private static String error(String reason) {
        String text = HexFormat.of().formatHex(reason.getBytes(StandardCharsets.US_ASCII));
        return "04%02x054552524f52%02x%s".formatted(7 + reason.length(), reason.length(), text);
    }

    private static Stream<TestVector> inputs() {
        return TestVectors.ours().stream().filter(TestVector::isInput);
    }

    @Test
    void everyInputIsInTheTable() {
        assertThat(CASES.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        inputs().map(TestVector::name).toList());
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void whole(TestVector vector) {
        check(vector, peer -> peer.feed(bytes(vector)));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void cutInTwoAnywhere(TestVector vector) {
        byte[] bytes = bytes(vector);
        for (int cut = 0; cut <= bytes.length; cut++) {
            byte[] head = Arrays.copyOf(bytes, cut);
            byte[] tail = Arrays.copyOfRange(bytes, cut, bytes.length);
            check(vector, peer -> peer.feed(head).feed(tail));
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void byteByByte(TestVector vector) {
        check(vector, peer -> {
            for (byte each : bytes(vector)) {
                peer.feed(new byte[] {each});
            }
        });
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void byteByByteWithTooLittleRoom(TestVector vector) {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            check(vector, peer -> {
                peer.room = () -> random.nextInt(4) == 0;
                for (byte each : bytes(vector)) {
                    peer.feed(new byte[] {each});
                }
                for (int i = 0; i < 1000 && peer.left() > 0; i++) {
                    peer.feed(new byte[0]);
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void whatLibzmqAnswersWeAnswer(TestVector vector) {
        Case expected = CASES.get(vector.name());
        boolean errs = expected.log().stream().anyMatch(line -> line.startsWith("error"));
        if (vector.open() && !errs) {
            assertThat(expected.written()).isEqualTo(vector.replyHex());
        }
    }

    private static byte[] bytes(TestVector vector) {
        Stage stage = CASES.get(vector.name()).stage();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (stage != Stage.NOTHING) {
            bytes.writeBytes(TestPeer.greeting(1));
        }
        if (stage == Stage.READY) {
            bytes.writeBytes(TestPeer.ready());
        }
        bytes.writeBytes(vector.bytes());
        return bytes.toByteArray();
    }

    private static void check(TestVector vector, Consumer<TestPeer> feeding) {
        Case expected = CASES.get(vector.name());
        TestPeer peer = new TestPeer(expected.type());
        peer.session.start();
        feeding.accept(peer);
        List<String> log = new ArrayList<>(expected.log());
        String written = expected.written();
        if (expected.stage() == Stage.READY) {
            log.add(0, "ready   {} 3.1");
        }
        if (expected.stage() != Stage.NOTHING) {
            written = GREETING + readyOf(expected.type()) + written;
        }
        assertThat(peer.log).isEqualTo(log);
        assertThat(peer.writtenHex()).isEqualTo(written);
    }

    private static String readyOf(SocketType type) {
        // The file has no PUB without a routing id; it would say the same.
        return TestVectors.named("null-ready-" + type + (type == SocketType.PUB ? "-id" : ""))
                .hex();
    }
}
