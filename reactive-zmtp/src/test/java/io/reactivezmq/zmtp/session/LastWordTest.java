package io.reactivezmq.zmtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.SocketType;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.options.value.ZmtpVersion;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.spi.settings.LimitSettings;
import io.reactivezmq.zmtp.codec.ErrorCommand;
import io.reactivezmq.zmtp.codec.FrameHeader;
import io.reactivezmq.zmtp.curve.CurveClient;
import io.reactivezmq.zmtp.curve.CurveSecrets;
import io.reactivezmq.zmtp.curve.CurveServer;
import io.reactivezmq.zmtp.mechanism.MechanismFactory;
import io.reactivezmq.zmtp.mechanism.NullMechanism;
import io.reactivezmq.zmtp.plain.PlainClient;
import io.reactivezmq.zmtp.plain.PlainServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The side that accepted a connection finishes the handshake when its socket has taken the peer, and not before. */
@DisplayName("The last word of a handshake")
class LastWordTest {

    private static final CurveKeyPair SERVER = CurveKeyPair.generate();
    private static final CurveKeyPair CLIENT = CurveKeyPair.generate();
    private static final String SIGNATURE = "ff00000000000000017f";

    /** How the two sides trust each other, and which of them has accepted the connection. */
    enum Way {
        NULL,
        JUDGING_NULL,
        PLAIN,
        PLAIN_SERVER_CONNECTS,
        CURVE,
        CURVE_SERVER_CONNECTS;

        /** Whether the side that connected has the last word by the protocol. */
        boolean connectingSideIsLast() {
            return name().endsWith("SERVER_CONNECTS");
        }

        private MechanismFactory server() {
            return switch (this) {
                case NULL -> ours -> new NullMechanism(ours, false);
                case JUDGING_NULL -> ours -> new NullMechanism(ours, true);
                case PLAIN, PLAIN_SERVER_CONNECTS -> PlainServer::new;
                case CURVE, CURVE_SERVER_CONNECTS -> ours -> new CurveServer(ours, SERVER, CurveSecrets.system());
            };
        }

        private MechanismFactory client() {
            return switch (this) {
                case NULL, JUDGING_NULL -> ours -> new NullMechanism(ours, false);
                case PLAIN, PLAIN_SERVER_CONNECTS -> ours -> new PlainClient(ours, "me", "secret");
                case CURVE, CURVE_SERVER_CONNECTS ->
                    ours -> new CurveClient(ours, SERVER.publicKey(), CLIENT, CurveSecrets.system());
            };
        }

        TestPeer last() {
            return peer(SocketType.ROUTER, server(), !connectingSideIsLast());
        }

        TestPeer first() {
            return peer(SocketType.DEALER, client(), connectingSideIsLast());
        }
    }

    private static TestPeer peer(SocketType type, MechanismFactory mechanism, boolean accepted) {
        LimitSettings limits = TestPeer.limits()
                .oldestVersion(ZmtpVersion.V1_0)
                .settings()
                .links()
                .limits();
        return new TestPeer(
                new SessionConfig(type, "ID-1".getBytes(StandardCharsets.US_ASCII), limits, Map.of(), mechanism, true),
                accepted);
    }

    /** Hands over what each has written until neither writes any more. */
    private static void talk(TestPeer one, TestPeer other) {
        one.session.start();
        other.session.start();
        int toOther = 0;
        int toOne = 0;
        while (toOther < one.written.size() || toOne < other.written.size()) {
            byte[] fromOne = one.written.toByteArray();
            other.feed(Arrays.copyOfRange(fromOne, toOther, fromOne.length));
            toOther = fromOne.length;
            byte[] fromOther = other.written.toByteArray();
            one.feed(Arrays.copyOfRange(fromOther, toOne, fromOther.length));
            toOne = fromOther.length;
        }
    }

    /** The name of the command, in hex. */
    private static final String ERROR = "4552524f52";

    private static String error(String reason) {
        return HexFormat.of().formatHex(FrameHeader.frame(FrameHeader.COMMAND, new ErrorCommand(reason).encode()));
    }

    private static PeerRefusedException refusal() {
        return PeerRefusedException.ours("peer", "its id belongs to another", "Routing id in use");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    @DisplayName("comes when the socket has taken the peer")
    void comesAfterAdmission(Way way) {
        TestPeer first = way.first();
        TestPeer last = way.last();
        List<Boolean> firstWasReady = new ArrayList<>();
        int[] writtenAtAdmission = {0};
        last.onReady = () -> {
            firstWasReady.add(first.session.isReady());
            writtenAtAdmission[0] = last.written.size();
        };
        talk(first, last);
        assertThat(first.session.isReady()).isTrue();
        assertThat(last.session.isReady()).isTrue();
        assertThat(firstWasReady).containsExactly(false);
        assertThat(last.written.size()).isGreaterThan(writtenAtAdmission[0]);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    @DisplayName("is missing when the socket refuses the peer, which never takes part and may try again")
    void isMissingWhenRefused(Way way) {
        TestPeer first = way.first();
        TestPeer last = way.last();
        last.onReady = () -> {
            throw refusal();
        };
        talk(first, last);
        assertThat(first.session.isReady()).isFalse();
        assertThat(last.writtenHex()).doesNotContain(ERROR);
        assertThat(last.session.isReady()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    @DisplayName("is missing at once, on either side, when there is no place for a peer")
    void isMissingWithoutAPlace(Way way) {
        for (boolean ofTheFirst : new boolean[] {true, false}) {
            TestPeer first = way.first();
            TestPeer last = way.last();
            TestPeer full = ofTheFirst ? first : last;
            full.place = () -> {
                throw refusal();
            };
            talk(first, last);
            assertThat(first.session.isReady()).isFalse();
            assertThat(last.session.isReady()).isFalse();
            // Its greeting, and nothing else before that.
            assertThat(full.writtenHex()).hasSize(2 * 64);
        }
    }

    @Test
    @DisplayName("waits for the authenticator too")
    void waitsForTheAuthenticator() {
        TestPeer last = Way.JUDGING_NULL.last();
        last.judge = null;
        last.session.start();
        last.feed(TestPeer.greeting(1));
        last.written.reset();
        last.feed(TestPeer.ready());
        assertThat(last.writtenHex()).isEmpty();
        last.judge = credentials -> AuthResult.refused("unknown");
        last.feed(new byte[0]);
        assertThat(last.writtenHex()).isEqualTo(error("400"));
    }

    @ParameterizedTest
    @CsvSource({
        // What comes first, what comes then, what is written for the first
        SIGNATURE + "0105, 000141, 0306, 000449442d31",
        SIGNATURE + "0005, 020041, 0306, 050049442d31",
        "0200, 41, '', 49442d31",
    })
    @DisplayName("is the routing id with ZMTP 2.0 and 1.0")
    void ofOldVersions(String greeting, String rest, String written, String lastWord) {
        TestPeer last = Way.NULL.last();
        String[] before = {""};
        last.onReady = () -> before[0] = last.writtenHex();
        last.session.start();
        last.feed(greeting);
        assertThat(last.writtenHex()).isEqualTo("ff00000000000000057f" + written);
        last.feed(rest);
        assertThat(before[0]).isEqualTo("ff00000000000000057f" + written);
        assertThat(last.writtenHex()).isEqualTo("ff00000000000000057f" + written + lastWord);
        assertThat(last.session.isReady()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {SIGNATURE + "0105,000141", SIGNATURE + "0005,020041", "0200,41"})
    @DisplayName("is nothing to a refused peer of ZMTP 2.0 or 1.0, which knows no ERROR")
    void ofOldVersionsRefused(String input) {
        TestPeer last = Way.NULL.last();
        last.onReady = () -> {
            throw refusal();
        };
        last.session.start();
        last.feed(input.substring(0, input.indexOf(',')));
        String before = last.writtenHex();
        last.feed(input.substring(input.indexOf(',') + 1));
        assertThat(last.log).endsWith("refused null");
        assertThat(last.writtenHex()).isEqualTo(before);
    }
}
