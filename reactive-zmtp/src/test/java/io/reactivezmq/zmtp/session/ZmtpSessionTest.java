package io.reactivezmq.zmtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.options.LimitSettings;
import io.reactivezmq.spi.Control;
import io.reactivezmq.zmtp.mechanism.NullMechanism;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZmtpSessionTest {

    private static final LimitSettings SMALL = new LimitSettings(100, 150, 4, 600, 10);

    @Nested
    class Handshaking {

        @Test
        void twoSessionsUnderstandEachOther() {
            TestPeer one = new TestPeer(new SessionConfig(
                    SocketType.DEALER,
                    new byte[] {'m', 'e'},
                    TestPeer.LIMITS,
                    Map.of("X-Shoe", "größe 44"),
                    ours -> new NullMechanism(ours, false),
                    true));
            TestPeer two = new TestPeer(SocketType.ROUTER);
            one.session.start();
            two.session.start();
            exchange(one, two);
            assertThat(one.log).containsExactly("ready ROUTER  {} 3.1");
            assertThat(two.log).containsExactly("ready DEALER 6d65 {X-Shoe=größe 44} 3.1");
        }

        private void exchange(TestPeer one, TestPeer two) {
            while (one.written.size() + two.written.size() > 0) {
                String fromOne = one.writtenHex();
                String fromTwo = two.writtenHex();
                one.written.reset();
                two.written.reset();
                two.feed(fromOne);
                one.feed(fromTwo);
            }
        }

        @Test
        void namesOfPropertiesMayHaveAnyCase() {
            assertThat(greeted(SocketType.ROUTER).feed(TestPeer.ready("SOCKET-type", "REQ", "identity", "me")).log)
                    .containsExactly("ready REQ 6d65 {} 3.1");
            assertThat(greeted(SocketType.ROUTER).feed(TestPeer.ready("socket-type", "PUB")).log)
                    .containsExactly("error INCOMPATIBLE_SOCKET_TYPE");
        }

        @Test
        void everySocketTypeIsLookedAt() {
            assertThat(greeted(SocketType.ROUTER).feed(TestPeer.ready("Socket-Type", "REQ", "Socket-Type", "PUB")).log)
                    .containsExactly("error INCOMPATIBLE_SOCKET_TYPE");
        }

        @Test
        void incompatibleTypesAreNamed() {
            TestPeer peer = greeted(SocketType.PULL);
            byte[] ready = TestPeer.ready("Socket-Type", "SUB\n\u00ff");
            assertThatThrownBy(() -> peer.session.receive(ready, 0, ready.length))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("SUB??")
                    .hasMessageContaining("PULL");
        }

        @Test
        void onlyRoutersMindImpossibleRoutingIds() {
            assertThat(greeted(SocketType.DEALER)
                            .feed(TestPeer.ready("Socket-Type", "DEALER", "Identity", "i".repeat(256)))
                            .log)
                    .containsExactly("ready DEALER  {} 3.1");
            assertThat(greeted(SocketType.ROUTER)
                            .feed(TestPeer.ready("Socket-Type", "DEALER", "Identity", "i".repeat(255)))
                            .log)
                    .containsExactly("ready DEALER " + "69".repeat(255) + " {} 3.1");
        }

        @Test
        void impossibleNamesOfPropertiesGoNowhere() {
            assertThat(greeted(SocketType.PULL).feed(TestPeer.ready("X-Bad\n", "a", "X-Good", "b")).log)
                    .containsExactly("ready  " + " {X-Good=b} 3.1");
        }

        @ParameterizedTest
        @CsvSource({"0, true", "1, false", "7, false"})
        void old3PeersGetOldSubscriptions(int minor, boolean legacy) {
            TestPeer peer = new TestPeer(SocketType.SUB);
            peer.session.start();
            peer.onReady = () -> {
                byte[] bytes = peer.session.encode(Control.subscribe(new byte[] {'a'}));
                peer.log.add(HexFormat.of().formatHex(bytes));
            };
            peer.feed(TestPeer.greeting(minor)).feed(TestPeer.ready("Socket-Type", "PUB"));
            assertThat(peer.log)
                    .containsExactly("ready PUB  {} 3." + minor, legacy ? "00020161" : "040b0953554253435249424561");
        }

        @Test
        void newerPeersAreExpectedToAdapt() {
            byte[] greeting = TestPeer.greeting(0);
            greeting[10] = (byte) 255;
            TestPeer peer = new TestPeer(SocketType.SUB);
            peer.session.start();
            peer.feed(greeting).feed(TestPeer.ready("Socket-Type", "PUB"));
            assertThat(peer.log).containsExactly("ready PUB  {} 255.0");
            assertThat(peer.session.encode(Control.cancel(new byte[0]))).startsWith(4, 7, 6, 'C');
        }

        @Test
        void handshakeCommandsAreBounded() {
            TestPeer peer = new TestPeer(SocketType.PULL, new LimitSettings(1 << 30, 1 << 30, 9, 1 << 30, 9));
            peer.session.start();
            assertThat(peer.feed(TestPeer.greeting(1)).feed("06 0000000000010001").log)
                    .containsExactly("error LIMIT_EXCEEDED");
            assertThat(greeted(SocketType.PULL, SMALL).feed("06 0000000000000259").log)
                    .containsExactly("error LIMIT_EXCEEDED");
            assertThat(greeted(SocketType.PULL).feed("06 8000000000000000").log)
                    .containsExactly("error MALFORMED_FRAME");
        }

        @Test
        void aSocketMayRefuseThePeer() {
            TestPeer peer = greeted(SocketType.PAIR);
            peer.onReady = () -> {
                throw new PeerRefusedException("there", "one is enough");
            };
            peer.feed(TestPeer.ready());
            assertThat(peer.log).containsExactly("ready   {} 3.1", "refused null");
            assertThat(peer.session.isReady()).isFalse();
            assertThat(peer.session.receive(new byte[10], 0, 10)).isZero();
        }

        @Test
        void aSocketMayCloseAtOnce() {
            TestPeer peer = greeted(SocketType.PULL);
            peer.onReady = peer::close;
            peer.feed(TestPeer.ready()).feed("0000");
            assertThat(peer.log).containsExactly("ready   {} 3.1");
        }

        @Test
        void nothingCanBeEncodedBefore() {
            TestPeer peer = greeted(SocketType.PULL);
            assertThat(peer.session.isReady()).isFalse();
            assertThat(peer.session.wantsBody()).isFalse();
            assertThatThrownBy(peer.session::encoder).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> peer.session.ping(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
        }

        private TestPeer greeted(SocketType type) {
            return greeted(type, TestPeer.LIMITS);
        }

        private TestPeer greeted(SocketType type, LimitSettings limits) {
            TestPeer peer = new TestPeer(type, limits);
            peer.session.start();
            peer.feed(TestPeer.greeting(1));
            peer.written.reset();
            return peer;
        }
    }

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
        void eachMessageIsCountedForItself() {
            String message = "01 64" + "61".repeat(100) + "00 32" + "61".repeat(50);
            assertThat(small().feed(message + message).messages).hasSize(2);
        }

        @Test
        void aMessageBelowTheBoundOfFramesButAboveThatOfMessages() {
            LimitSettings limits = new LimitSettings(100, 50, 4, 600, 10);
            assertThat(TestPeer.ready(SocketType.PULL, limits).feed("0033" + "61".repeat(51)).log)
                    .containsExactly("error LIMIT_EXCEEDED");
        }

        @Test
        void theNumbersAreNamed() {
            TestPeer peer = TestPeer.ready(SocketType.PULL);
            byte[] header = HexFormat.of().parseHex("02ffffffffffffffff");
            assertThatThrownBy(() -> peer.session.receive(header, 0, header.length))
                    .hasMessageContaining("18446744073709551615");
        }

        @Test
        void memoryFollowsWhatHasCome() {
            LimitSettings limits = new LimitSettings(Integer.MAX_VALUE, Integer.MAX_VALUE, 4, 600, 10);
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
            return TestPeer.ready(SocketType.PULL, SMALL);
        }
    }

    @Nested
    class Room {

        private boolean room;

        private TestPeer full(SocketType type) {
            TestPeer peer = TestPeer.ready(type);
            peer.room = () -> room;
            return peer;
        }

        @ParameterizedTest
        @ValueSource(strings = {"000161", "0000", "02000000000000000161", "020000000000000000"})
        void stopsInFrontOfTheFrameThatCompletesAMessage(String frame) {
            TestPeer peer = full(SocketType.PULL).feed("010162" + "04070450494e470000" + frame);
            assertThat(peer.left()).isEqualTo(frame.length() / 2);
            assertThat(peer.log).containsExactly("pinged PT0S");
            assertThat(peer.feed("0000").left()).isEqualTo(frame.length() / 2 + 2);
            room = true;
            peer.feed("");
            assertThat(peer.log).hasSize(3);
            assertThat(peer.left()).isZero();
        }

        @Test
        void aFrameThatHasBegunWaitsToo() {
            room = true;
            TestPeer peer = full(SocketType.PULL).feed("00").feed("02").feed("61");
            room = false;
            assertThat(peer.feed("620000").left()).isEqualTo(3);
            room = true;
            assertThat(peer.feed("").log).containsExactly("message 6162", "message ");
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void subscriptionsNeedNoRoom(boolean byteByByte) {
            TestPeer peer = full(SocketType.XPUB);
            String bytes = "00020161" + "040b0953554253435249424561" + "00020061" + "000101" + "02000000000000000101";
            for (int i = 0; i < bytes.length(); i += byteByByte ? 2 : bytes.length()) {
                peer.feed(bytes.substring(i, byteByByte ? i + 2 : bytes.length()));
                assertThat(peer.left()).isZero();
            }
            assertThat(peer.log)
                    .containsExactly("SUBSCRIBE 61", "SUBSCRIBE 61", "CANCEL 61", "SUBSCRIBE ", "SUBSCRIBE ");
        }

        @ParameterizedTest
        @ValueSource(strings = {"000161", "0000", "02000000000000000162", "020000000000000000", "01010100020161"})
        void otherMessagesToAPublisherDo(String bytes) {
            for (int cut = 0; cut <= bytes.length(); cut += 2) {
                room = false;
                TestPeer peer = full(SocketType.XPUB)
                        .feed(bytes.substring(0, cut))
                        .feed(bytes.substring(cut))
                        .feed("00020161");
                assertThat(peer.log).isEmpty();
                assertThat(peer.left()).isPositive();
                room = true;
                peer.feed("");
                assertThat(peer.log).hasSize(2).last().isEqualTo("SUBSCRIBE 61");
                assertThat(peer.messages).hasSize(1);
            }
        }

        @Test
        void aBodyIsNotWantedWithoutRoomForItsMessage() {
            room = true;
            TestPeer peer = full(SocketType.PULL).feed("02 0000000000010000 61");
            assertThat(peer.session.wantsBody()).isTrue();
            room = false;
            assertThat(peer.session.wantsBody()).isFalse();
            assertThat(full(SocketType.PULL)
                            .feed("03 0000000000010000 61")
                            .session
                            .wantsBody())
                    .isTrue();
        }
    }

    @Nested
    class Bodies {

        @Test
        void areReadToTheirPlace() {
            ZmqMessage message = ZmqMessage.wrap(new byte[50_000], new byte[50_000]);
            for (int i = 0; i < 100_000; i++) {
                message.unwrap(i / 50_000)[i % 50_000] = (byte) (i * 31);
            }
            TestPeer peer = TestPeer.ready(SocketType.PULL);
            byte[] wire = Wire.encode(peer.session.encoder(), message);
            int at = 0;
            int copied = 0;
            while (at < wire.length) {
                if (peer.session.wantsBody()) {
                    int count = Math.min(peer.session.bodyRoom(), wire.length - at);
                    System.arraycopy(wire, at, peer.session.bodyTarget(), peer.session.bodyOffset(), count);
                    peer.session.bodyFilled(count);
                    at += count;
                } else {
                    int count = Math.min(100, wire.length - at);
                    assertThat(peer.session.receive(wire, at, at + count)).isEqualTo(count);
                    at += count;
                    copied += count;
                }
            }
            assertThat(peer.messages).containsExactly(message);
            assertThat(copied).isLessThan(1000);
        }

        @Test
        void smallOnesAndCommandsAreNotWanted() {
            assertThat(TestPeer.ready(SocketType.PULL)
                            .feed("02 0000000000001000 61")
                            .session
                            .wantsBody())
                    .isFalse();
            assertThat(TestPeer.ready(SocketType.PULL)
                            .feed("06 0000000000008000 0161")
                            .session
                            .wantsBody())
                    .isFalse();
        }

        @Test
        void areWantedWhenTheFirstTargetIsFull() {
            TestPeer peer = TestPeer.ready(SocketType.PULL).feed("02 0000000000010000 61");
            assertThat(peer.feed(new byte[1023]).session.wantsBody()).isTrue();
            assertThat(peer.session.bodyRoom()).isEqualTo(8 * 1024 - 1024);
        }

        @Test
        void takeNoMoreThanFits() {
            TestPeer peer = TestPeer.ready(SocketType.PULL).feed("02 0000000000010000 61");
            assertThat(peer.session.bodyRoom()).isEqualTo(1023);
            assertThatThrownBy(() -> peer.session.bodyFilled(1024)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Closing {

        @ParameterizedTest
        @ValueSource(strings = {"000161 000162 000163", "0100000161 000162", "02000000000000000161 000162"})
        void insideAMessageStopsBehindIt(String bytes) {
            TestPeer peer = TestPeer.ready(SocketType.PULL);
            peer.onMessage = peer::close;
            assertThat(peer.feed(bytes).messages).hasSize(1);
            assertThat(peer.left()).isPositive();
            assertThat(peer.feed("000161").messages).hasSize(1);
            assertThat(peer.session.isReady()).isTrue();
        }

        @Test
        void insideAPong() {
            TestPeer peer = TestPeer.ready(SocketType.PULL);
            peer.onWrite = peer::close;
            assertThat(peer.feed("04070450494e470000 000161").messages).isEmpty();
        }

        @Test
        void insideTheGreeting() {
            TestPeer peer = new TestPeer(SocketType.PULL);
            peer.session.start();
            peer.onWrite = peer::close;
            assertThat(peer.feed(TestPeer.greeting(1)).feed(TestPeer.ready()).log)
                    .isEmpty();
        }

        @Test
        void followsFromAnException() {
            TestPeer peer = TestPeer.ready(SocketType.PULL);
            peer.onMessage = () -> {
                throw new IllegalStateException("application");
            };
            byte[] bytes = {0, 0, 0, 0};
            assertThatThrownBy(() -> peer.session.receive(bytes, 0, 4)).hasMessage("application");
            assertThat(peer.session.receive(bytes, 0, 4)).isZero();
        }

        @Test
        void followsFromAnExceptionAtTheEndOfABody() {
            TestPeer peer = TestPeer.ready(SocketType.PULL).feed("02 0000000000001001 61");
            peer.onMessage = () -> {
                throw new IllegalStateException("application");
            };
            while (peer.session.bodyRoom() < peer.session.bodyTarget().length && peer.messages.isEmpty()) {
                int count = peer.session.bodyRoom();
                if (peer.session.bodyOffset() + count == 0x1001) {
                    assertThatThrownBy(() -> peer.session.bodyFilled(count)).hasMessage("application");
                } else {
                    peer.session.bodyFilled(count);
                }
            }
            assertThat(peer.messages).hasSize(1);
            assertThat(peer.session.receive(new byte[2], 0, 2)).isZero();
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
        void othersAreOverlooked(String command) {
            assertThat(TestPeer.ready(SocketType.XPUB).feed(command).feed("000161").log)
                    .containsExactly("message 61");
        }

        @Test
        void namesAreComparedWithCase() {
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
        void thatDoNotExistEndTheConnection(int flags) {
            assertThat(TestPeer.ready(SocketType.PULL).feed(new byte[] {(byte) flags}).log)
                    .containsExactly("error MALFORMED_FRAME");
        }

        @Test
        void areOverlookedWhenNotStrict() {
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
