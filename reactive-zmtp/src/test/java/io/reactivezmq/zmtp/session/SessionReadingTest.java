package io.reactivezmq.zmtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How far a session reads: until there is no room, into which array it reads a body, and where it stops when closed.
 */
class SessionReadingTest {

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
        void readingStopsBeforeTheFrameThatCompletesAMessage(String frame) {
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
        void aFrameThatHasBegunWaitsForRoom() {
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
        void otherMessagesToAPublisherNeedRoom(String bytes) {
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
        void largeBodiesAreReadIntoTheirOwnArray() {
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
        void smallBodiesAndCommandsAreNotWanted() {
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
        void bodiesAreWantedWhenTheFirstTargetIsFull() {
            TestPeer peer = TestPeer.ready(SocketType.PULL).feed("02 0000000000010000 61");
            assertThat(peer.feed(new byte[1023]).session.wantsBody()).isTrue();
            assertThat(peer.session.bodyRoom()).isEqualTo(8 * 1024 - 1024);
        }

        @Test
        void bodyFilledRefusesMoreThanItsRoom() {
            TestPeer peer = TestPeer.ready(SocketType.PULL).feed("02 0000000000010000 61");
            assertThat(peer.session.bodyRoom()).isEqualTo(1023);
            assertThatThrownBy(() -> peer.session.bodyFilled(1024)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Closing {

        @ParameterizedTest
        @ValueSource(strings = {"000161 000162 000163", "0100000161 000162", "02000000000000000161 000162"})
        void closingInsideAMessageStopsAfterIt(String bytes) {
            TestPeer peer = TestPeer.ready(SocketType.PULL);
            peer.onMessage = peer::close;
            assertThat(peer.feed(bytes).messages).hasSize(1);
            assertThat(peer.left()).isPositive();
            assertThat(peer.feed("000161").messages).hasSize(1);
            assertThat(peer.session.isReady()).isTrue();
        }

        @Test
        void closingInsideAPongStopsReading() {
            TestPeer peer = TestPeer.ready(SocketType.PULL);
            peer.onWrite = peer::close;
            assertThat(peer.feed("04070450494e470000 000161").messages).isEmpty();
        }

        @Test
        void closingInsideTheGreetingStopsReading() {
            TestPeer peer = new TestPeer(SocketType.PULL);
            peer.session.start();
            peer.onWrite = peer::close;
            assertThat(peer.feed(TestPeer.greeting(1)).feed(TestPeer.ready()).log)
                    .isEmpty();
        }

        @Test
        void anExceptionClosesTheSession() {
            TestPeer peer = TestPeer.ready(SocketType.PULL);
            peer.onMessage = () -> {
                throw new IllegalStateException("application");
            };
            byte[] bytes = {0, 0, 0, 0};
            assertThatThrownBy(() -> peer.session.receive(bytes, 0, 4)).hasMessage("application");
            assertThat(peer.session.receive(bytes, 0, 4)).isZero();
        }

        @Test
        void anExceptionAtTheEndOfABodyClosesTheSession() {
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
}
