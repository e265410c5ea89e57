package io.reactivezmq.zmtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.options.XPubOptions;
import io.reactivezmq.options.value.ZmtpVersion;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.settings.LimitSettings;
import io.reactivezmq.zmtp.mechanism.MechanismFactory;
import io.reactivezmq.zmtp.mechanism.NullMechanism;
import io.reactivezmq.zmtp.plain.PlainServer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers of ZMTP 2.0 and 1.0, where they are accepted; every input is cut in two everywhere. */
class OldVersionsTest {

    private static final String SIGNATURE = "ff00000000000000017f";
    private static final String V2 = SIGNATURE + "01";
    private static final List<String> TYPES =
            List.of("PAIR", "PUB", "SUB", "REQ", "REP", "DEALER", "ROUTER", "PULL", "PUSH");

    private static TestPeer peer(SocketType type, String id, ZmtpVersion oldest, MechanismFactory mechanism) {
        LimitSettings limits = new XPubOptions()
                .maxFrameSize(1000)
                .maxMessageSize(1000)
                .maxFrames(10)
                .maxCommandSize(1000)
                .maxSubscriptionsPerPeer(10)
                .oldestVersion(oldest)
                .settings()
                .links()
                .limits();
        TestPeer peer = new TestPeer(
                new SessionConfig(type, id.getBytes(StandardCharsets.US_ASCII), limits, Map.of(), mechanism, true));
        peer.session.start();
        return peer;
    }

    private static TestPeer peer(SocketType type, String id) {
        return peer(type, id, ZmtpVersion.V1_0, ours -> new NullMechanism(ours, false));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static void assertTells(SocketType type, String input, String written, String... log) {
        Cuts.everywhere(bytes(input), () -> peer(type, ""), peer -> {
            assertThat(peer.log).containsExactly(log);
            assertThat(peer.writtenHex()).isEqualTo(written.replace(" ", ""));
        });
    }

    /** The name of a vector is {@code zmtp20-from-dealer-id}. */
    private static SocketType typeIn(String vector) {
        return SocketType.valueOf(vector.split("-")[2].toUpperCase(Locale.ROOT));
    }

    private static String idIn(String vector) {
        return vector.endsWith("-id") ? "ID-1" : "";
    }

    private static Stream<String> vectors(String prefix) {
        return TestVectors.all().map(TestVectors.TestVector::name).filter(name -> name.startsWith(prefix));
    }

    private static Stream<String> sentTo20() {
        return vectors("zmtp20-from-");
    }

    private static Stream<String> sentTo10() {
        return vectors("zmtp10-from-");
    }

    @Test
    void allVectorsAreHere() {
        assertThat(sentTo20()).hasSize(17);
        assertThat(sentTo10()).hasSize(8);
    }

    @ParameterizedTest
    @MethodSource("sentTo20")
    void whatLibzmqWritesTo20WeWrite(String vector) {
        SocketType type = typeIn(vector);
        // libzmq writes 9 and 10, which RFC 15 does not have.
        String expected =
                TestVectors.named(vector).hex().replace("7f0309", "7f0301").replace("7f030a", "7f0302");
        for (byte number = 0; number < TYPES.size(); number++) {
            String peerType = TYPES.get(number);
            if (type.accepts(peerType)) {
                String input = V2 + "%02x".formatted(number) + "00024142";
                Cuts.everywhere(bytes(input), () -> peer(type, idIn(vector)), peer -> {
                    assertThat(peer.writtenHex()).isEqualTo(expected);
                    assertThat(peer.log).containsExactly("ready " + peerType + " 4142 {} 2.0");
                });
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sentTo10")
    void whatLibzmqWritesTo10WeWrite(String vector) {
        SocketType type = typeIn(vector);
        Cuts.everywhere(bytes("0100"), () -> peer(type, idIn(vector)), peer -> {
            assertThat(peer.writtenHex()).isEqualTo(TestVectors.named(vector).hex());
            assertThat(peer.log).startsWith("ready   {} 1.0");
            assertThat(peer.log).hasSize(type.publishes() ? 2 : 1);
        });
    }

    @Test
    void greetingsGoOutInSteps() {
        TestPeer peer = peer(SocketType.DEALER, "ID-1");
        assertThat(peer.writtenHex()).isEqualTo("ff00000000000000057f");
        peer.feed(SIGNATURE);
        assertThat(peer.writtenHex()).isEqualTo("ff00000000000000057f03");
        peer.feed("01");
        assertThat(peer.writtenHex()).isEqualTo("ff00000000000000057f0305");
        peer.feed("06");
        assertThat(peer.writtenHex()).isEqualTo("ff00000000000000057f0305000449442d31");
        assertThat(peer.log).isEmpty();
        peer.feed("0000");
        assertThat(peer.log).containsExactly("ready ROUTER  {} 2.0");
    }

    @Test
    void whatBeginsWithAnotherByteIs10() {
        assertTells(SocketType.PULL, "0100 03006869", SIGNATURE, "ready   {} 1.0", "message 6869");
        assertTells(SocketType.ROUTER, "03004142 03006869", SIGNATURE, "ready  4142 {} 1.0", "message 6869");
    }

    @Test
    void aLongLengthInPlaceOfTheSignatureIs10() {
        assertTells(
                SocketType.ROUTER,
                "ff0000000000000003 00 4142 03006869",
                SIGNATURE,
                "ready  4142 {} 1.0",
                "message 6869");
    }

    @Test
    void major0Is10WithAGreeting() {
        assertTells(
                SocketType.PULL,
                SIGNATURE + "00 08 0100 03006869",
                SIGNATURE + "03 07 0100",
                "ready   {} 1.0",
                "message 6869");
        Cuts.everywhere(
                bytes(SIGNATURE + "00 05 0100"),
                () -> peer(SocketType.DEALER, "AB"),
                peer -> assertThat(peer.writtenHex()).isEqualTo("ff00000000000000037f" + "0305" + "03004142"));
    }

    @Test
    void major1Is20() {
        assertTells(
                SocketType.PULL,
                V2 + "08 0000 00026869",
                SIGNATURE + "03 07 0000",
                "ready PUSH  {} 2.0",
                "message 6869");
        // A signature need not end in 7f.
        assertTells(
                SocketType.PULL,
                "ff0000000000000001010108 0000 00026869",
                SIGNATURE + "03 07 0000",
                "ready PUSH  {} 2.0",
                "message 6869");
    }

    @Test
    void majors2AndAboveAreNotOld() {
        for (int major : new int[] {2, 4, 255}) {
            byte[] greeting = TestPeer.greeting(0);
            greeting[10] = (byte) major;
            TestPeer peer = peer(SocketType.PULL, "").feed(greeting).feed(TestPeer.ready());
            assertThat(peer.log).containsExactly("ready   {} " + major + ".0");
            assertThat(HexFormat.of().formatHex(peer.session.encode(Control.subscribe(new byte[] {'a'}))))
                    .startsWith("04");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0100,             V2_0, UNSUPPORTED_VERSION",
        "47455420,         V2_0, UNSUPPORTED_VERSION",
        "ff000000000000000300, V2_0, UNSUPPORTED_VERSION",
        "ff00000000000000017f00, V2_0, UNSUPPORTED_VERSION",
        "ff00000000000000017f01, V3_0, UNSUPPORTED_VERSION",
        "ff00000000000000017f01, V3_1, UNSUPPORTED_VERSION"
    })
    void whatIsOlderThanTheOldestIsRefused(String input, ZmtpVersion oldest, String error) {
        Cuts.everywhere(
                bytes(input),
                () -> peer(SocketType.PULL, "", oldest, ours -> new NullMechanism(ours, false)),
                peer -> assertThat(peer.log).containsExactly("error " + error));
    }

    @ParameterizedTest
    @ValueSource(strings = {"greet-v10-under-plain", "greet-v20-under-plain", "greet-v20-under-curve"})
    void oldVersionsAreRefusedWherePeersAreAuthenticated(String vector) {
        for (MechanismFactory mechanism :
                List.<MechanismFactory>of(PlainServer::new, ours -> new NullMechanism(ours, true))) {
            Cuts.everywhere(
                    TestVectors.named(vector).bytes(),
                    () -> peer(SocketType.PULL, "", ZmtpVersion.V1_0, mechanism),
                    peer -> assertThat(peer.log).containsExactly("error UNSUPPORTED_VERSION"));
        }
        // The same bytes where no peer is authenticated.
        Cuts.everywhere(
                TestVectors.named(vector).bytes(),
                () -> peer(SocketType.PULL, ""),
                peer -> assertThat(peer.log).hasSize(2).last().isEqualTo("message 6869"));
    }

    @Test
    void typesAreLookedAt() {
        assertTells(SocketType.PULL, V2 + "07", SIGNATURE + "03 07", "error INCOMPATIBLE_SOCKET_TYPE");
        assertTells(SocketType.PULL, V2 + "63", SIGNATURE + "03 07", "error INCOMPATIBLE_SOCKET_TYPE");
        assertTells(SocketType.PULL, V2 + "ff", SIGNATURE + "03 07", "error INCOMPATIBLE_SOCKET_TYPE");
        // libzmq's numbers for XPUB and XSUB.
        assertTells(SocketType.SUB, V2 + "09 0000", SIGNATURE + "03 02 0000", "ready XPUB  {} 2.0");
        assertTells(SocketType.XPUB, V2 + "0a 0000", SIGNATURE + "03 01 0000", "ready XSUB  {} 2.0");
    }

    @Test
    void routingIdsAreBounded() {
        assertTells(SocketType.PULL, "ff 0000000000000101 00", SIGNATURE, "error LIMIT_EXCEEDED");
        assertTells(SocketType.PULL, "ff 8000000000000000 00", SIGNATURE, "error LIMIT_EXCEEDED");
        assertTells(SocketType.PULL, "ff ffffffffffffffff 00", SIGNATURE, "error MALFORMED_FRAME");
        assertTells(SocketType.PULL, "ff 0000000000000000 00", SIGNATURE, "error MALFORMED_FRAME");
        assertTells(SocketType.PULL, "00 00", SIGNATURE, "error MALFORMED_FRAME");
        String greeted = SIGNATURE + "03 07 0000";
        assertTells(SocketType.PULL, V2 + "08 02 0000000000000100", greeted, "error LIMIT_EXCEEDED");
        assertTells(SocketType.PULL, V2 + "08 02 ffffffffffffffff", greeted, "error MALFORMED_FRAME");
        assertTells(SocketType.PULL, V2 + "08 0100", greeted, "error MALFORMED_FRAME");
        assertTells(
                SocketType.PULL,
                V2 + "08 00ff" + "61".repeat(255),
                greeted,
                "ready PUSH " + "61".repeat(255) + " {} 2.0");
        // An id that begins with zero: a ROUTER wants none, the others do not care.
        assertTells(SocketType.ROUTER, V2 + "05 000100", SIGNATURE + "03 06 0000", "error INVALID_METADATA");
        assertTells(SocketType.PULL, V2 + "08 000100", greeted, "ready PUSH  {} 2.0");
    }

    @Test
    void messagesOf10() {
        String vector = TestVectors.named("zmtp10-message").hex();
        Cuts.everywhere(bytes("0100" + vector), () -> peer(SocketType.DEALER, ""), peer -> {
            assertThat(peer.log).hasSize(3);
            assertThat(peer.messages.get(0)).isEqualTo(ZmqMessage.of("hello", "w".repeat(253)));
            assertThat(peer.messages.get(1)).isEqualTo(ZmqMessage.of("x".repeat(254)));
        });
        TestPeer peer = peer(SocketType.DEALER, "").feed("0100");
        assertThat(HexFormat.of()
                                .formatHex(Wire.encode(peer.session.encoder(), ZmqMessage.of("hello", "w".repeat(253))))
                        + HexFormat.of().formatHex(Wire.encode(peer.session.encoder(), ZmqMessage.of("x".repeat(254)))))
                .isEqualTo(vector);
    }

    @Test
    void messagesOf20() {
        String vector = TestVectors.named("zmtp20-message-after-wrong-type").hex();
        ZmqMessage message = ZmqMessage.of("a", "b".repeat(300));
        Cuts.everywhere(
                bytes(V2 + "06 0000" + vector),
                () -> peer(SocketType.DEALER, ""),
                peer -> assertThat(peer.messages).containsExactly(message));
        TestPeer peer = peer(SocketType.DEALER, "").feed(V2 + "060000");
        assertThat(HexFormat.of().formatHex(Wire.encode(peer.session.encoder(), message)))
                .isEqualTo(vector);
    }

    @Test
    void subscriptions() {
        TestPeer to20 = peer(SocketType.SUB, "").feed(V2 + "010000");
        assertThat(HexFormat.of()
                        .formatHex(to20.session.encode(Control.subscribe("abc".getBytes(StandardCharsets.US_ASCII)))))
                .isEqualTo(TestVectors.named("sub-subscribe-abc-zmtp20").hex());
        TestPeer to10 = peer(SocketType.SUB, "").feed("0100");
        assertThat(HexFormat.of()
                        .formatHex(to10.session.encode(Control.subscribe("abc".getBytes(StandardCharsets.US_ASCII)))))
                .isEqualTo(TestVectors.named("sub-subscribe-abc-zmtp10").hex());
        assertThat(HexFormat.of()
                        .formatHex(to10.session.encode(Control.cancel("abc".getBytes(StandardCharsets.US_ASCII)))))
                .isEqualTo("050000616263");
        assertTells(
                SocketType.XPUB,
                V2 + "02 0000 000401616263 000400616263",
                SIGNATURE + "03 01 0000",
                "ready SUB  {} 2.0",
                "SUBSCRIBE 616263",
                "CANCEL 616263");
    }

    @Test
    void aPublisherSendsEverythingTo10() {
        for (SocketType type : new SocketType[] {SocketType.PUB, SocketType.XPUB}) {
            assertTells(type, "0100", SIGNATURE, "ready   {} 1.0", "SUBSCRIBE ");
        }
        TestPeer peer = peer(SocketType.PUB, "").feed("0100");
        assertThat(HexFormat.of().formatHex(Wire.encode(peer.session.encoder(), ZmqMessage.of("news"))))
                .isEqualTo(TestVectors.named("zmtp10-pub-without-subscription").hex());
        // It may subscribe all the same.
        assertTells(SocketType.PUB, "0100 050001616263", SIGNATURE, "ready   {} 1.0", "SUBSCRIBE ", "SUBSCRIBE 616263");
    }

    @Test
    void old20HasNoCommands() {
        assertTells(
                SocketType.PULL,
                V2 + "08 0000 0407 0450494e470000",
                SIGNATURE + "03 07 0000",
                "ready PUSH  {} 2.0",
                "error MALFORMED_FRAME");
        assertThat(peer(SocketType.PULL, "").feed(V2 + "080000").session.hasHeartbeats())
                .isFalse();
        assertThat(peer(SocketType.PULL, "").feed("0100").session.hasHeartbeats())
                .isFalse();
        assertThat(TestPeer.ready(SocketType.PULL).session.hasHeartbeats()).isTrue();
    }

    @Test
    void limitsHoldForOldFrames() {
        assertTells(
                SocketType.PULL, "0100 ff 00000000000003ea 00", SIGNATURE, "ready   {} 1.0", "error LIMIT_EXCEEDED");
        assertTells(
                SocketType.PULL, "0100 ff 0000010000000000 00", SIGNATURE, "ready   {} 1.0", "error LIMIT_EXCEEDED");
        assertTells(
                SocketType.PULL, "0100 ff ffffffffffffffff 00", SIGNATURE, "ready   {} 1.0", "error MALFORMED_FRAME");
        assertTells(
                SocketType.PULL, "0100 ff 0000000000000000 00", SIGNATURE, "ready   {} 1.0", "error MALFORMED_FRAME");
        assertTells(SocketType.PULL, "0100 00", SIGNATURE, "ready   {} 1.0", "error MALFORMED_FRAME");
        String greeted = SIGNATURE + "03 07 0000";
        assertTells(
                SocketType.PULL,
                V2 + "080000 02 00000000000003e9",
                greeted,
                "ready PUSH  {} 2.0",
                "error LIMIT_EXCEEDED");
        assertTells(
                SocketType.PULL,
                V2 + "080000 02 ffffffffffffffff",
                greeted,
                "ready PUSH  {} 2.0",
                "error MALFORMED_FRAME");
        // Of the flags of 1.0 only one counts.
        assertTells(SocketType.PULL, "0100 02ff61 02fe62", SIGNATURE, "ready   {} 1.0", "message 61,62");
    }

    @Test
    void nothingIsLostWhenThereIsNoRoom() {
        String frames = "0100 0200 61 020162 0100 0100 02 00 63 ff 0000000000000003 00 6464 0300 6565";
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            TestPeer peer = peer(SocketType.PULL, "");
            peer.room = () -> random.nextInt(3) == 0;
            byte[] all = bytes(frames);
            for (int at = 0; at < all.length; ) {
                int count = Math.min(all.length - at, 1 + random.nextInt(5));
                peer.feed(Arrays.copyOfRange(all, at, at + count));
                at += count;
            }
            for (int i = 0; i < 1000 && peer.left() > 0; i++) {
                peer.feed(new byte[0]);
            }
            assertThat(peer.log)
                    .containsExactly(
                            "ready   {} 1.0",
                            "message 61",
                            "message 62,",
                            "message ",
                            "message 63",
                            "message 6464",
                            "message 6565");
        }
    }

    @Test
    void largeBodiesMayBeReadToTheirPlace() {
        LimitSettings limits = new XPubOptions()
                .maxFrameSize(1 << 20)
                .maxMessageSize(1 << 20)
                .maxFrames(10)
                .maxCommandSize(1000)
                .maxSubscriptionsPerPeer(10)
                .oldestVersion(ZmtpVersion.V1_0)
                .settings()
                .links()
                .limits();
        TestPeer peer = new TestPeer(SessionConfig.plain(SocketType.PULL, new byte[0], limits));
        peer.session.start();
        peer.feed("0100 ff 0000000000010001 00" + "61".repeat(1000));
        int left = 65_536 - 1000;
        while (left > 0) {
            assertThat(peer.session.wantsBody() || left < 4096).isTrue();
            if (!peer.session.wantsBody()) {
                peer.feed("61".repeat(left));
                break;
            }
            int count = Math.min(left, peer.session.bodyRoom());
            Arrays.fill(peer.session.bodyTarget(), peer.session.bodyOffset(), peer.session.bodyOffset() + count, (byte)
                    'a');
            peer.session.bodyFilled(count);
            left -= count;
        }
        peer.feed("020062");
        assertThat(peer.messages).containsExactly(ZmqMessage.of("a".repeat(65_536)), ZmqMessage.of("b"));
    }
}
