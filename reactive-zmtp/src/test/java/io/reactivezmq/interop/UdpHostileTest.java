package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.DgramSocket;
import io.reactivezmq.DishSocket;
import io.reactivezmq.Endpoint;
import io.reactivezmq.RadioSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent.ConnectFailed;
import io.reactivezmq.event.SocketEvent.Connected;
import io.reactivezmq.event.SocketEvent.MessagesDropped;
import io.reactivezmq.event.SocketStatistics;
import io.reactivezmq.options.ContextOptions;
import io.reactivezmq.options.value.OnFull;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.Datagrams;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.Loops;
import io.reactivezmq.testing.OnKindOfLoops;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@DisplayName("udp, where others are hostile or absent,")
class UdpHostileTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** An address that no process has here, so that it is never ready for sending. */
    private static final String NEVER = "udp://192.0.2.77;239.0.0.1:5555";

    /** On both kinds of loops. */
    abstract static class OnLoops extends OnKindOfLoops {

        private final AtomicInteger questions = new AtomicInteger();

        OnLoops(Loops kind) {
            super(kind);
        }

        @Override
        protected void set(ContextOptions options) {
            options.resolver(this::resolve);
        }

        /** The first answer is that there is no such name; later ones come from another thread. */
        private Mono<List<InetAddress>> resolve(String host) {
            return questions.incrementAndGet() == 1
                    ? Mono.error(new UnknownHostException(host))
                    : Mono.fromCallable(() -> List.of(InetAddress.getByName("127.0.0.1")))
                            .subscribeOn(Schedulers.boundedElastic());
        }

        private static Endpoint bind(ZmqSocket<?> socket) {
            return socket.bind("udp://127.0.0.1:*").block(LIMIT);
        }

        private static SocketStatistics statistics(ZmqSocket<?> socket) {
            return socket.statistics().block(LIMIT);
        }

        private static long seen(ZmqSocket<?> socket) {
            SocketStatistics statistics = statistics(socket);
            return statistics.messagesReceived() + statistics.dropped();
        }

        @Test
        @DisplayName("distinguishes messages from other datagrams, and accounts for every datagram")
        void fuzz() {
            long seed = ThreadLocalRandom.current().nextLong();
            Random random = new Random(seed);
            DishSocket dish = zmq.dish(o -> o.maxDatagramSize(300).receiveHighWaterMark(0))
                    .join("")
                    .join("g")
                    .join("gg");
            Endpoint at = bind(dish);
            List<ZmqMessage> expected = new ArrayList<>();
            long tooLarge = 0;
            long malformed = 0;
            long unwanted = 0;
            try (Datagrams stranger = new Datagrams()) {
                for (int i = 1; i <= 2000; i++) {
                    byte[] datagram = new byte[random.nextInt(10) == 0 ? random.nextInt(320) : random.nextInt(6)];
                    random.nextBytes(datagram);
                    if (datagram.length > 0 && random.nextInt(8) != 0) {
                        datagram[0] = (byte) random.nextInt(4);
                    }
                    for (int k = 1; k < Math.min(3, datagram.length); k++) {
                        datagram[k] = (byte) (random.nextInt(6) == 0 ? 0 : 'g');
                    }
                    int group = datagram.length == 0 ? 0 : datagram[0] & 0xff;
                    if (datagram.length > 300) {
                        tooLarge++;
                    } else if (group >= datagram.length) {
                        malformed++;
                    } else {
                        String name = new String(datagram, 1, group, StandardCharsets.ISO_8859_1);
                        if (List.of("", "g", "gg").contains(name)) {
                            expected.add(ZmqMessage.wrap(
                                    Arrays.copyOfRange(datagram, 1, 1 + group),
                                    Arrays.copyOfRange(datagram, 1 + group, datagram.length)));
                        } else {
                            unwanted++;
                        }
                    }
                    stranger.send(at, datagram);
                    if (i % 50 == 0) {
                        // A window, as the kernel drops without a word what we do not read in time.
                        int sent = i;
                        Await.until("them, of seed " + seed, () -> seen(dish) == sent);
                    }
                }
            }
            SocketStatistics statistics = statistics(dish);
            assertThat(statistics.dropped(DropReason.TOO_LARGE))
                    .as("seed %d", seed)
                    .isEqualTo(tooLarge);
            assertThat(statistics.dropped(DropReason.MALFORMED))
                    .as("seed %d", seed)
                    .isEqualTo(malformed);
            assertThat(statistics.dropped(DropReason.UNWANTED))
                    .as("seed %d", seed)
                    .isEqualTo(unwanted);
            assertThat(dish.receive().take(expected.size()).collectList().block(LIMIT))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }

        @Test
        @DisplayName("carries groups of up to 255 bytes, and refuses what is no message of a RADIO's at once")
        void groups() {
            String longest = "n".repeat(255);
            DishSocket dish = zmq.dish().join(longest);
            RadioSocket radio = zmq.radio().connect(bind(dish));
            assertThatThrownBy(
                            () -> radio.send(longest + "n", ZmqMessage.of("x")).block(LIMIT))
                    .isInstanceOf(InvalidMessageException.class)
                    .hasMessageContaining("255");
            assertThatThrownBy(() ->
                            radio.send("g", ZmqMessage.of("two", "frames")).block(LIMIT))
                    .isInstanceOf(InvalidMessageException.class)
                    .hasMessageContaining("RADIO");
            radio.send(longest, ZmqMessage.of("x")).block(LIMIT);
            assertThat(dish.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of(longest, "x"));
            try (Datagrams stranger = new Datagrams()) {
                Endpoint at = new Endpoint(statistics(dish).peers().get(0).endpoint());
                byte[] datagram = new byte[256];
                Arrays.fill(datagram, (byte) 'n');
                datagram[0] = (byte) 255;
                stranger.send(at, datagram);
            }
            assertThat(dish.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of(longest, ""));
        }

        @Test
        @DisplayName("drops and counts what a RADIO has no room for, or has it wait, as its option says")
        void radioFull() {
            RadioSocket drops = zmq.radio(o -> o.sendHighWaterMark(5).linger(Duration.ZERO));
            EventLog events = EventLog.of(drops);
            drops.connect(NEVER).awaitMembers(1).block(LIMIT);
            for (int i = 0; i < 20; i++) {
                drops.send("g", ZmqMessage.of("m" + i)).block(LIMIT);
            }
            assertThat(statistics(drops).dropped(DropReason.PEER_FULL)).isEqualTo(15);
            assertThat(statistics(drops).sendQueue()).isEqualTo(5);
            assertThat(events.next(MessagesDropped.class).reason()).isEqualTo(DropReason.PEER_FULL);
            drops.disconnect(NEVER);
            Await.until("the rest", () -> statistics(drops).dropped() == 20);

            RadioSocket waits = zmq.radio(
                    o -> o.sendHighWaterMark(5).onFull(OnFull.BACKPRESSURE).linger(Duration.ZERO));
            waits.connect(NEVER).awaitMembers(1).block(LIMIT);
            for (int i = 0; i < 5; i++) {
                waits.send("g", ZmqMessage.of("m" + i)).block(LIMIT);
            }
            Disposable sixth = waits.send("g", ZmqMessage.of("m5")).subscribe(done -> {}, closed -> {});
            assertThat(statistics(waits).sendQueue()).isEqualTo(5);
            assertThat(statistics(waits).dropped()).isZero();
            assertThat(sixth.isDisposed()).isFalse();
        }

        @Test
        @DisplayName("sends all that had to wait, however much it is, before a flush is over")
        void backlog() {
            int count = 3000;
            try (Datagrams nobodyReads = new Datagrams()) {
                // The first attempt fails, and so the messages are there before the channel.
                RadioSocket radio = zmq.radio(o -> o.sendHighWaterMark(0).reconnectInterval(Duration.ofMillis(100)));
                radio.connect("udp://svc.test:" + nobodyReads.address().getPort())
                        .send(Flux.range(0, count).map(i -> ZmqMessage.of("g", "m" + i)))
                        .block(LIMIT);
                radio.flush().block(LIMIT);
                assertThat(statistics(radio).messagesSent()).isEqualTo(count);
                assertThat(statistics(radio).sendQueue()).isZero();
                assertThat(statistics(radio).dropped()).isZero();
                assertThat(nobodyReads.receiveText()).isEqualTo("\1gm0");
            }
        }

        @Test
        @DisplayName("does not wait for names, and asks for them at each attempt")
        void names() {
            DishSocket dish = zmq.dish().join("g");
            Endpoint at = bind(dish);
            RadioSocket radio = zmq.radio(o -> o.reconnectInterval(Duration.ofMillis(10)));
            EventLog events = EventLog.of(radio);
            radio.connect("udp://svc.test:" + at.port());
            radio.send("g", ZmqMessage.of("waits for the name")).block(LIMIT);
            assertThat(events.next(ConnectFailed.class).cause()).hasStackTraceContaining("svc.test");
            assertThat(events.next(Connected.class).address()).isEqualTo(at.address());
            assertThat(dish.receiveOne().block(LIMIT).text()).isEqualTo("waits for the name");
            assertThat(questions).hasValue(2);

            DgramSocket byName = zmq.dgram();
            assertThat(byName.bind("udp://localhost:*").block(LIMIT).address()).startsWith("127.0.0.1:");
            DgramSocket byCard = zmq.dgram();
            Endpoint card = byCard.bind("udp://" + Loopback.name() + ":*").block(LIMIT);
            assertThat(card.address()).startsWith("127.0.0.1:");
            byName.to(card.address()).send("by interface").block(LIMIT);
            assertThat(byCard.receiveOne().block(LIMIT).text()).isEqualTo("by interface");
        }

        @Test
        @DisplayName("sends to an address without a socket, and goes on")
        void absent() {
            DgramSocket socket = zmq.dgram();
            bind(socket);
            String nobody;
            try (Datagrams gone = new Datagrams()) {
                nobody = gone.at();
            }
            for (int i = 0; i < 10; i++) {
                socket.to(nobody).send("x").block(LIMIT);
                socket.flush().block(LIMIT);
            }
            try (Datagrams there = new Datagrams()) {
                socket.to(there.at()).send("still here").block(LIMIT);
                assertThat(there.receiveText()).isEqualTo("still here");
            }
            assertThat(statistics(socket).messagesSent()).isEqualTo(11);
            assertThat(statistics(socket).dropped()).isZero();
        }

        @Test
        @DisplayName("does not care what is sent to a RADIO")
        void answersToARadio() {
            try (Datagrams dish = new Datagrams()) {
                RadioSocket radio = zmq.radio().connect("udp://" + dish.at());
                radio.send("g", ZmqMessage.of("one")).block(LIMIT);
                assertThat(dish.receiveText()).isEqualTo("\1gone");
                for (int i = 0; i < 100; i++) {
                    dish.answer(new byte[i * 10]);
                }
                radio.send("g", ZmqMessage.of("two")).block(LIMIT);
                assertThat(dish.receiveText()).isEqualTo("\1gtwo");
                assertThat(statistics(radio).messagesReceived()).isZero();
            }
        }

        @Test
        @DisplayName("binds and unbinds while datagrams rain down")
        void underFire() throws InterruptedException {
            DishSocket dish = zmq.dish(o -> o.receiveHighWaterMark(10)).join("g");
            Endpoint at = bind(dish);
            AtomicBoolean over = new AtomicBoolean();
            Thread rain = new Thread(() -> {
                try (Datagrams stranger = new Datagrams()) {
                    while (!over.get()) {
                        stranger.send(at, "g", "rain");
                        stranger.send(at, (byte) 9);
                        Thread.yield();
                    }
                }
            });
            rain.start();
            try {
                for (int i = 0; i < 10; i++) {
                    assertThat(dish.receiveOne().block(LIMIT).text()).isEqualTo("rain");
                    Await.until("a full queue", () -> statistics(dish).receiveQueue() >= 10);
                    dish.unbind(at).block(LIMIT);
                    assertThat(dish.bind(at.uri()).block(LIMIT)).isEqualTo(at);
                }
                // What was left behind of ten lives is still bounded.
                assertThat(statistics(dish).receiveQueue()).isLessThanOrEqualTo(110);
                dish.close().block(LIMIT);
            } finally {
                over.set(true);
                rain.join(LIMIT.toMillis());
            }
            assertPortIsFree(at.port());
        }

        @Test
        @DisplayName("takes no port for a bind that was canceled")
        void cancelled() {
            int port;
            try (Datagrams probe = new Datagrams()) {
                port = probe.address().getPort();
            }
            DishSocket dish = zmq.dish();
            for (int i = 0; i < 50; i++) {
                Disposable attempt = dish.bind("udp://127.0.0.1:" + port).subscribe(bound -> {}, failure -> {});
                for (int spin = 0; spin < i * 100; spin++) {
                    Thread.onSpinWait();
                }
                attempt.dispose();
            }
            dish.close().block(LIMIT);
            assertPortIsFree(port);
        }

        private static void assertPortIsFree(int port) {
            Await.until("the port to be free", () -> Datagrams.isFree(port));
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
