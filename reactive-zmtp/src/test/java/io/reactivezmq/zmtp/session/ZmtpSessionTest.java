package io.reactivezmq.zmtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.SocketType;
import io.reactivezmq.spi.settings.LimitSettings;
import io.reactivezmq.zmtp.mechanism.NullMechanism;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a session accepts after its handshake: sizes, commands and flags. The handshake is in
 * {@link SessionHandshakeTest}, and how far a session reads is in {@link SessionReadingTest}.
 */
class ZmtpSessionTest {

    @Nested
    class Limits {

        @Test
        void framesMessagesAndCommandsAreBounded() {
            assertThat(small().feed("0064" + "61".repeat(100)).log).hasSize(1).noneMatch(line -> line.startsWith("e"));
            assertThat(small().feed("0065").log).containsExactly("error LIMIT_EXCEEDED");
            assertThat(small().feed("01 64" + "61".repeat(100) + "00 32" + "61".repeat(50)).messages)
                    .hasSize(1);
            assertThat(small().feed("01 64" + "61".repeat(100) + "00 33").log).containsExactly("error LIMIT_EXCEEDED");
            assertThat(small().feed("0100 0100 0100 0000").messages).hasSize(1);
            assertThat(small().feed("0100 0100 0100 0100 0000").log).containsExactly("error LIMIT_EXCEEDED");
            assertThat(small().feed("06 0000000000000258").log).isEmpty();
            assertThat(small().feed("06 0000000000000259").log).containsExactly("error LIMIT_EXCEEDED");
        }

        @Test
        void theLimitAppliesToEachMessageAlone() {
            String message = "01 64" + "61".repeat(100) + "00 32" + "61".repeat(50);
            assertThat(small().feed(message + message).messages).hasSize(2);
        }

        @Test
        void aFrameBelowItsLimitButAboveThatOfMessagesIsRefused() {
            LimitSettings limits = TestPeer.limits(100, 50);
            assertThat(TestPeer.ready(SocketType.PULL, limits).feed("0033" + "61".repeat(51)).log)
                    .containsExactly("error LIMIT_EXCEEDED");
        }

        @Test
        void theErrorNamesTheSize() {
            TestPeer peer = TestPeer.ready(SocketType.PULL);
            byte[] header = HexFormat.of().parseHex("02ffffffffffffffff");
            assertThatThrownBy(() -> peer.session.receive(header, 0, header.length))
                    .hasMessageContaining("18446744073709551615");
        }

        @Test
        void memoryGrowsWithTheBytesReceived() {
            LimitSettings limits = TestPeer.limits(Integer.MAX_VALUE, Integer.MAX_VALUE);
            TestPeer peer = TestPeer.ready(SocketType.PULL, limits).feed("02 000000007fffffec");
            assertThat(peer.session.bodyTarget()).isEmpty();
            peer.feed("61");
            assertThat(peer.session.bodyTarget().length).isLessThan(4096);
            for (int received = 2; received < 100_000; received++) {
                peer.feed("61");
                assertThat(peer.session.bodyTarget().length).isLessThanOrEqualTo(Math.max(1024, 8 * received));
            }
            peer.session.close();
            assertThat(peer.session.bodyTarget()).isEmpty();
        }

        private TestPeer small() {
            return TestPeer.ready(SocketType.PULL, TestPeer.SMALL_LIMITS);
        }
    }

    @Nested
    class Commands {

        @ParameterizedTest
        @ValueSource(strings = {"04 05 0450494e47", "04 06 0450494e4700"})
        void aPingWithoutItsTimeIsMalformed(String ping) {
            assertThat(TestPeer.ready(SocketType.PULL).feed(ping).log).containsExactly("error MALFORMED_COMMAND");
        }

        @Test
        void theTimeInAPingIsUnsigned() {
            assertThat(TestPeer.ready(SocketType.PULL).feed("04070450494e47ffff").log)
                    .containsExactly("pinged PT1H49M13.5S");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"04050 4504f4e47", "04060552454144 59", "0404034a4f59", "0400", "0401ff", "0405054c454156"})
        void otherCommandsAreIgnored(String command) {
            assertThat(TestPeer.ready(SocketType.XPUB).feed(command).feed("000161").log)
                    .containsExactly("message 61");
        }

        @Test
        void commandNamesAreCaseSensitive() {
            assertThat(TestPeer.ready(SocketType.XPUB).feed("040a09737562736372696265").log)
                    .isEmpty();
        }

        @Test
        void multipartMessagesToPublishersAreNoSubscriptions() {
            assertThat(TestPeer.ready(SocketType.XPUB).feed("0102 0161 0002 0162").log)
                    .containsExactly("message 0161,0162");
        }
    }

    @Nested
    class Flags {

        @ParameterizedTest
        @ValueSource(ints = {0x08, 0x10, 0x20, 0x40, 0x80, 0xf8, 0x05, 0x07, 0x0c})
        void unknownFlagsEndTheConnection(int flags) {
            assertThat(TestPeer.ready(SocketType.PULL).feed(new byte[] {(byte) flags}).log)
                    .containsExactly("error MALFORMED_FRAME");
        }

        @Test
        void unknownFlagsAreIgnoredWhenNotStrict() {
            TestPeer peer = new TestPeer(new SessionConfig(
                            SocketType.XPUB,
                            new byte[0],
                            TestPeer.LIMITS,
                            Map.of(),
                            ours -> new NullMechanism(ours, false),
                            false))
                    .shakeHands();
            String bytes = "f8026869" + "fa000000000000000161" + "050a09535542534352494245" + "f9016100016 2";
            assertThat(peer.feed(bytes).log)
                    .containsExactly("message 6869", "message 61", "SUBSCRIBE ", "message 61,62");
        }
    }
}
