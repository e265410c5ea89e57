package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivezmq.DishSocket;
import io.reactivezmq.Endpoint;
import io.reactivezmq.RadioSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.ConnectFailedException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent.BindFailed;
import io.reactivezmq.event.SocketEvent.Closed;
import io.reactivezmq.event.SocketEvent.ConnectFailed;
import io.reactivezmq.event.SocketEvent.Connected;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.event.SocketEvent.Listening;
import io.reactivezmq.event.SocketEvent.MessagesDropped;
import io.reactivezmq.event.SocketStatistics;
import io.reactivezmq.options.value.OnFull;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.Datagrams;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.Loops;
import io.reactivezmq.testing.OnKindOfLoops;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

@DisplayName("RADIO and DISH over udp")
class UdpRadioDishTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** On both kinds of loops. */
    abstract static class OnLoops extends OnKindOfLoops {

        OnLoops(Loops kind) {
            super(kind);
        }

        private static Endpoint bind(DishSocket dish) {
            return dish.bind("udp://127.0.0.1:*").block(LIMIT);
        }

        private static SocketStatistics statistics(DishSocket dish) {
            return dish.statistics().block(LIMIT);
        }

        /** What was called before is done. */
        private static void onLoop(DishSocket dish) {
            statistics(dish);
        }

        private static List<String> texts(DishSocket dish, int count) {
            return dish.receive()
                    .map(ZmqMessage::text)
                    .take(count)
                    .collectList()
                    .block(LIMIT);
        }

        /** Of those for private use, another for each test, so that runs beside this one are not heard. */
        private static String group() {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            return "239.255." + random.nextInt(1, 255) + "." + random.nextInt(1, 255);
        }

        @Test
        @DisplayName("carry messages of the groups that were joined, and tell who sent them")
        void unicast() {
            DishSocket dish = zmq.dish().join("g").join("");
            EventLog dishEvents = EventLog.of(dish);
            Endpoint at = bind(dish);
            assertThat(at.uri()).matches("udp://127\\.0\\.0\\.1:[1-9][0-9]*");
            assertThat(dishEvents.next(Listening.class).endpoint()).isEqualTo(at.uri());
            dish.awaitPeers(1).block(LIMIT);

            RadioSocket radio = zmq.radio();
            EventLog radioEvents = EventLog.of(radio);
            radio.connect(at);
            radio.awaitMembers(1).block(LIMIT);
            assertThat(radioEvents.next(Connected.class).address()).isEqualTo(at.address());
            radioEvents.next(HandshakeSucceeded.class);

            byte[] large = new byte[8192 - 2];
            ThreadLocalRandom.current().nextBytes(large);
            radio.send(Flux.just(
                            ZmqMessage.of("other", "not for us"),
                            ZmqMessage.of("g", "one"),
                            ZmqMessage.of("g", ""),
                            ZmqMessage.of("", "no name"),
                            ZmqMessage.of("gg", "not for us"),
                            ZmqMessage.wrap(new byte[] {'g'}, large)))
                    .block(LIMIT);
            List<ZmqMessage> received = dish.receive().take(4).collectList().block(LIMIT);
            assertThat(received)
                    .containsExactly(
                            ZmqMessage.of("g", "one"),
                            ZmqMessage.of("g", ""),
                            ZmqMessage.of("", "no name"),
                            ZmqMessage.wrap(new byte[] {'g'}, large));
            assertThat(received.get(0).peer().address()).startsWith("127.0.0.1:");
            assertThat(received.get(0).peer().endpoint()).isEqualTo(at.uri());
            assertThat(statistics(dish).dropped(DropReason.UNWANTED)).isEqualTo(2);
            assertThat(statistics(dish).messagesReceived()).isEqualTo(4);
            assertThat(radio.statistics().block(LIMIT).messagesSent()).isEqualTo(6);
            assertThat(radio.statistics().block(LIMIT).bytesSent())
                    .isEqualTo(statistics(dish).bytesReceived())
                    .isEqualTo(16 + 5 + 2 + 8 + 13 + 8192);
        }

        @Test
        @DisplayName("follow joining and leaving")
        void changes() {
            DishSocket dish = zmq.dish();
            RadioSocket radio = zmq.radio().connect(bind(dish));
            radio.send("a", ZmqMessage.of("early")).block(LIMIT);
            Await.until("the drop", () -> statistics(dish).dropped(DropReason.UNWANTED) == 1);
            dish.join("a").join("b");
            onLoop(dish);
            radio.send("a", ZmqMessage.of("1")).block(LIMIT);
            radio.send("b", ZmqMessage.of("2")).block(LIMIT);
            assertThat(texts(dish, 2)).containsExactly("1", "2");
            dish.leave("a");
            onLoop(dish);
            radio.send("a", ZmqMessage.of("late")).block(LIMIT);
            radio.send("b", ZmqMessage.of("3")).block(LIMIT);
            assertThat(texts(dish, 1)).containsExactly("3");
        }

        @Test
        @DisplayName("send one byte with the length of the group, the group, and the body")
        void wire() {
            RadioSocket radio = zmq.radio();
            try (Datagrams dish = new Datagrams()) {
                radio.connect("udp://" + dish.at())
                        .send("grp", ZmqMessage.of("body"))
                        .block(LIMIT);
                assertThat(dish.receive()).isEqualTo("\3grpbody".getBytes(StandardCharsets.US_ASCII));
                radio.send("", ZmqMessage.of("")).block(LIMIT);
                assertThat(dish.receive()).isEqualTo(new byte[] {0});
            }
        }

        @Test
        @DisplayName("pass over what is no message, and go on with what is")
        void badDatagrams() {
            DishSocket dish = zmq.dish(o -> o.maxFrameSize(100)).join("g");
            EventLog events = EventLog.of(dish);
            Endpoint at = bind(dish);
            try (Datagrams radio = new Datagrams()) {
                radio.send(at, "g", "first");
                radio.send(at);
                radio.send(at, (byte) 1);
                radio.send(at, (byte) 255, (byte) 'g');
                radio.send(at, (byte) 1, (byte) 0, (byte) 'x');
                radio.send(at, new byte[8193]);
                radio.send(at, new byte[20_000]);
                radio.send(at, "g", "x".repeat(101));
                radio.send(at, "g", "last");
                assertThat(texts(dish, 2)).containsExactly("first", "last");
            }
            SocketStatistics statistics = statistics(dish);
            assertThat(statistics.dropped(DropReason.MALFORMED)).isEqualTo(3);
            assertThat(statistics.dropped(DropReason.TOO_LARGE)).isEqualTo(3);
            assertThat(statistics.dropped(DropReason.UNWANTED)).isEqualTo(1);
            assertThat(statistics.messagesReceived()).isEqualTo(2);
            assertThat(events.await(MessagesDropped.class, drop -> drop.reason() == DropReason.MALFORMED)
                            .endpoint())
                    .isEqualTo(at.uri());
            events.await(MessagesDropped.class, drop -> drop.reason() == DropReason.TOO_LARGE && drop.total() == 2);
        }

        @Test
        @DisplayName("never truncate: what is too long to send is dropped and counted, by udp only")
        void oversize() {
            DishSocket byUdp = zmq.dish(o -> o.maxDatagramSize(65_507)).join("g");
            DishSocket byTcp = zmq.dish().join("g");
            RadioSocket radio = zmq.radio(o -> o.maxDatagramSize(1000));
            byTcp.connect(radio.bind("tcp://127.0.0.1:*").block(LIMIT));
            radio.connect(bind(byUdp)).awaitMembers(2).block(LIMIT);
            EventLog events = EventLog.of(radio);
            radio.send("g", ZmqMessage.wrap(new byte[999])).block(LIMIT);
            radio.send("g", ZmqMessage.wrap(new byte[998])).block(LIMIT);
            assertThat(byTcp.receive()
                            .take(2)
                            .map(ZmqMessage::size)
                            .collectList()
                            .block(LIMIT))
                    .containsExactly(1000L, 999L);
            assertThat(byUdp.receiveOne().block(LIMIT).size(1)).isEqualTo(998);
            MessagesDropped drop = events.next(MessagesDropped.class);
            assertThat(drop.reason()).isEqualTo(DropReason.TOO_LARGE);
            assertThat(drop.endpoint()).startsWith("udp:");
            assertThat(radio.statistics().block(LIMIT).messagesSent()).isEqualTo(3);

            RadioSocket bold = zmq.radio(o -> o.maxDatagramSize(65_507));
            bold.connect(drop.endpoint())
                    .send("g", ZmqMessage.wrap(new byte[65_505]))
                    .block(LIMIT);
            assertThat(byUdp.receiveOne().block(LIMIT).size(1)).isEqualTo(65_505);
        }

        @Test
        @DisplayName("keep what the high-water mark allows, drop and count the rest, and hand out what is asked for")
        void demand() {
            DishSocket dish = zmq.dish(o -> o.receiveHighWaterMark(10)).join("g");
            EventLog events = EventLog.of(dish);
            Endpoint at = bind(dish);
            try (Datagrams radio = new Datagrams()) {
                for (int i = 0; i < 100; i++) {
                    radio.send(at, "g", "m" + i);
                }
                Await.until("all to come", () -> statistics(dish).dropped(DropReason.RECEIVER_FULL) == 90);
                assertThat(statistics(dish).receiveQueue()).isEqualTo(10);
                assertThat(statistics(dish).messagesReceived()).isEqualTo(10);
                assertThat(statistics(dish).peers().get(0).dropped(DropReason.RECEIVER_FULL))
                        .isEqualTo(90);
                events.await(
                        MessagesDropped.class, drop -> drop.reason() == DropReason.RECEIVER_FULL && drop.total() == 64);

                List<String> got = new ArrayList<>();
                BaseSubscriber<ZmqMessage> slow = new BaseSubscriber<>() {
                    @Override
                    protected void hookOnSubscribe(Subscription subscription) {
                        subscription.request(3);
                    }

                    @Override
                    protected void hookOnNext(ZmqMessage message) {
                        got.add(message.text());
                    }
                };
                dish.receive().subscribe(slow);
                Await.until("three", () -> statistics(dish).receiveQueue() == 7);
                assertThat(got).containsExactly("m0", "m1", "m2");
                for (int i = 100; i < 105; i++) {
                    radio.send(at, "g", "m" + i);
                }
                // Room for three more, in order, and not for the others; groups that are not joined take none.
                radio.send(at, "other", "x");
                Await.until("the last", () -> statistics(dish).dropped(DropReason.UNWANTED) == 1);
                assertThat(statistics(dish).dropped(DropReason.RECEIVER_FULL)).isEqualTo(92);
                assertThat(got).hasSize(3);
                slow.request(Long.MAX_VALUE);
                Await.until("the rest", () -> statistics(dish).receiveQueue() == 0);
                assertThat(got)
                        .containsExactly(
                                "m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9", "m100", "m101", "m102");
                radio.send(at, "g", "and on");
                Await.until("one more", () -> statistics(dish).messagesReceived() == 14);
                assertThat(statistics(dish).dropped()).isEqualTo(93);
            }
        }

        @Test
        @DisplayName("send as fast as the system takes them, and lose none that no side drops")
        void many() {
            int count = 20_000;
            DishSocket dish = zmq.dish(o -> o.receiveBuffer(4_000_000).receiveHighWaterMark(0))
                    .join("g");
            RadioSocket radio = zmq.radio(o -> o.onFull(OnFull.BACKPRESSURE).sendHighWaterMark(100))
                    .connect(bind(dish));
            radio.awaitMembers(1).block(LIMIT);
            // A window, as the kernel drops without a word what we do not read in time.
            Flux<ZmqMessage> messages = Flux.range(0, count).map(i -> ZmqMessage.of("g", "m" + i));
            for (int from = 0; from < count; from += 200) {
                radio.send(messages.skip(from).take(200)).block(LIMIT);
                int done = from + 200;
                Await.until("them", () -> statistics(dish).messagesReceived() == done);
            }
            assertThat(texts(dish, count))
                    .isEqualTo(IntStream.range(0, count).mapToObj(i -> "m" + i).toList());
            assertThat(radio.statistics().block(LIMIT).dropped()).isZero();
        }

        @Test
        @DisplayName("share a multicast group, by the interface's address or name, at the resolved endpoint")
        void multicast() {
            String group = group();
            DishSocket first = zmq.dish().join("g");
            Endpoint at = first.bind("udp://127.0.0.1;" + group + ":*").block(LIMIT);
            assertThat(at.uri()).matches("udp://127\\.0\\.0\\.1;" + group + ":[1-9][0-9]*");
            String card = Loopback.name();
            DishSocket second = zmq.dish().join("g");
            second.bind("udp://" + card + ";" + group + ":" + at.port()).block(LIMIT);
            // Another group at the same port, of which the others hear nothing.
            String otherGroup = group();
            DishSocket stranger = zmq.dish().join("g");
            stranger.bind("udp://127.0.0.1;" + otherGroup + ":" + at.port()).block(LIMIT);

            RadioSocket radio = zmq.radio().connect(at);
            RadioSocket byName = zmq.radio().connect("udp://" + card + ";" + group + ":" + at.port());
            RadioSocket other = zmq.radio().connect("udp://127.0.0.1;" + otherGroup + ":" + at.port());
            other.send("g", ZmqMessage.of("to the other group")).block(LIMIT);
            assertThat(texts(stranger, 1)).containsExactly("to the other group");
            radio.send("g", ZmqMessage.of("one")).block(LIMIT);
            assertThat(texts(first, 1)).containsExactly("one");
            assertThat(texts(second, 1)).containsExactly("one");
            byName.send("g", ZmqMessage.of("two")).block(LIMIT);
            assertThat(texts(first, 1)).containsExactly("two");
            assertThat(texts(second, 1)).containsExactly("two");
            assertThat(statistics(stranger).messagesReceived()).isEqualTo(1);

            first.unbind(at).block(LIMIT);
            radio.send("g", ZmqMessage.of("three")).block(LIMIT);
            assertThat(texts(second, 1)).containsExactly("three");
            assertThat(statistics(first).messagesReceived()).isEqualTo(2);
        }

        @Test
        @DisplayName("find hosts by name, and speak IPv6 where it is there")
        void hosts() {
            DishSocket dish = zmq.dish().join("g");
            Endpoint at = dish.bind("udp://*:0").block(LIMIT);
            assertThat(at.address()).startsWith("0.0.0.0:");
            RadioSocket radio = zmq.radio().connect("udp://localhost:" + at.port());
            radio.send("g", ZmqMessage.of("by name")).block(LIMIT);
            assertThat(texts(dish, 1)).containsExactly("by name");

            DishSocket both = zmq.dish(o -> o.ipv6(true)).join("g");
            Endpoint any = both.bind("udp://*:*").block(LIMIT);
            assertThat(any.address()).startsWith("[::]:");
            zmq.radio()
                    .connect("udp://127.0.0.1:" + any.port())
                    .send("g", ZmqMessage.of("4"))
                    .block(LIMIT);
            ZmqMessage by4 = both.receiveOne().block(LIMIT);
            assertThat(by4.peer().address()).startsWith("127.0.0.1:");
            assumeTrue(Loopback.hasIpv6());
            zmq.radio()
                    .connect("udp://[::1]:" + any.port())
                    .send("g", ZmqMessage.of("6"))
                    .block(LIMIT);
            ZmqMessage by6 = both.receiveOne().block(LIMIT);
            assertThat(by6.peer().address()).startsWith("[::1]:");
        }

        @Test
        @DisplayName("take a port for themselves, give it back, and listen only to whom they want")
        void ports() {
            DishSocket dish = zmq.dish(o -> o.acceptFilter("127.0.0.1")).join("g");
            Endpoint at = bind(dish);
            DishSocket second = zmq.dish(o -> o.acceptFilter("127.0.0.2")).join("g");
            EventLog events = EventLog.of(second);
            assertThat(failure(() -> second.bind(at.uri()).block(LIMIT)))
                    .isInstanceOf(BindFailedException.class)
                    .hasMessageContaining(at.uri());
            events.next(BindFailed.class);
            EventLog firstEvents = EventLog.of(dish);
            dish.unbind(at).block(LIMIT);
            firstEvents.next(Closed.class);
            second.bind(at.uri()).block(LIMIT);
            RadioSocket radio = zmq.radio().connect(at);
            radio.send("g", ZmqMessage.of("x")).block(LIMIT);
            Await.until("the drop", () -> statistics(second).dropped(DropReason.UNWANTED) == 1);
            assertThat(statistics(second).messagesReceived()).isZero();
        }

        @Test
        @DisplayName("say what is wrong with an address that only the system can judge, and try again")
        void refused() {
            assertThat(failure(() -> zmq.dish().bind("udp://192.0.2.77:5555").block(LIMIT)))
                    .isInstanceOf(BindFailedException.class)
                    .hasMessageContaining("udp://192.0.2.77:5555");
            assertThat(failure(() ->
                            zmq.dish().bind("udp://192.0.2.77;239.0.0.1:5555").block(LIMIT)))
                    .isInstanceOf(BindFailedException.class)
                    .hasMessageContaining("192.0.2.77");
            RadioSocket radio = zmq.radio(o -> o.reconnectInterval(Duration.ofMillis(10)));
            EventLog events = EventLog.of(radio);
            radio.connect("udp://192.0.2.77;239.0.0.1:5555");
            assertThat(events.next(ConnectFailed.class).cause()).isInstanceOf(ConnectFailedException.class);
            events.next(ConnectFailed.class);
            radio.disconnect("udp://192.0.2.77;239.0.0.1:5555");
            events.next(Closed.class);
            // The limited broadcast needs a permission that is not asked for.
            radio.connect("udp://255.255.255.255:5555")
                    .send("g", ZmqMessage.of("x"))
                    .block(LIMIT);
            assertThat(events.next(MessagesDropped.class).reason()).isEqualTo(DropReason.UNROUTABLE);
            assertThat(radio.statistics().block(LIMIT).messagesSent()).isZero();
        }

        @Test
        @DisplayName("send what was accepted before they close")
        void linger() {
            try (Datagrams dish = new Datagrams()) {
                RadioSocket radio = zmq.radio().connect("udp://" + dish.at());
                radio.awaitMembers(1).block(LIMIT);
                for (int i = 0; i < 50; i++) {
                    radio.send("g", ZmqMessage.of("m" + i)).subscribe();
                }
                radio.close().block(LIMIT);
                for (int i = 0; i < 50; i++) {
                    assertThat(dish.receiveText()).isEqualTo("\1gm" + i);
                }
            }
        }

        private static Throwable failure(ThrowingCallable call) {
            return org.assertj.core.api.Assertions.catchThrowable(call);
        }
    }

    @Nested
    @DisplayName("on epoll")
    class OnEpoll extends OnLoops {

        OnEpoll() {
            super(Loops.EPOLL);
        }
    }

    @Nested
    @DisplayName("on the JDK's channels")
    class OnNio extends OnLoops {

        OnNio() {
            super(Loops.NIO);
        }
    }
}
