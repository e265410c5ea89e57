package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.reactivezmq.Endpoint;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.SubscriptionNotification;
import io.reactivezmq.XPubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.spi.settings.SubscriptionSettings;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.RawPeer;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

/**
 * What a subscriber does with its subscriptions, however many and whatever their bytes, is no matter for other sockets.
 */
@DisplayName("A hostile subscriber")
class HostileSubscriberTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** 15 blocks of two bytes, each of which has two spellings with the same hash. */
    private static final int COLLISIONS = 1 << 15;

    private static final int MANY = 300_000;

    private final ZmqContext zmq = ZmqContext.create(o -> o.loops(1));
    private final ZmqContext others = ZmqContext.create(o -> o.loops(1));

    @AfterEach
    void close() {
        Mono.when(zmq.close(), others.close()).block(LIMIT);
    }

    /** A socket type that publishes, and how its peers subscribe. */
    private record Publisher(String name, String peerType, Kind kind) {

        ZmqSocket<?> open(ZmqContext zmq) {
            return switch (name) {
                case "PUB" -> zmq.pub();
                case "XPUB" -> zmq.xpub();
                default -> zmq.radio();
            };
        }

        byte[] subscription(byte[] topic) {
            return switch (kind) {
                case SUBSCRIBE -> RawPeer.command("SUBSCRIBE", topic);
                case JOIN -> RawPeer.command("JOIN", topic);
                case OLD -> {
                    byte[] body = new byte[topic.length + 1];
                    body[0] = 1;
                    System.arraycopy(topic, 0, body, 1, topic.length);
                    yield RawPeer.frame(0, body);
                }
            };
        }

        @Override
        public String toString() {
            return name + " by " + kind;
        }
    }

    private enum Kind {
        SUBSCRIBE,
        OLD,
        JOIN
    }

    private static Stream<Publisher> publishers() {
        return Stream.of(
                new Publisher("PUB", "SUB", Kind.SUBSCRIBE),
                new Publisher("PUB", "SUB", Kind.OLD),
                new Publisher("XPUB", "SUB", Kind.SUBSCRIBE),
                new Publisher("RADIO", "DISH", Kind.JOIN));
    }

    private static byte[] colliding(int number) {
        StringBuilder topic = new StringBuilder();
        for (int bit = 0; bit < 15; bit++) {
            topic.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return topic.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static IntFunction<byte[]> random() {
        Random random = new Random(7);
        return number -> {
            StringBuilder topic = new StringBuilder();
            random.ints(30, 'a', 'z').forEach(letter -> topic.append((char) letter));
            return topic.toString().getBytes(StandardCharsets.US_ASCII);
        };
    }

    private static byte[] decimal(int number) {
        return Integer.toString(number + 1_000_000).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] subscriptions(Publisher publisher, int count, IntFunction<byte[]> topics) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            all.writeBytes(publisher.subscription(topics.apply(i)));
        }
        return all.toByteArray();
    }

    private static int subscriptions(ZmqSocket<?> socket) {
        return socket.statistics().block(LIMIT).peers().stream()
                .mapToInt(peer -> peer.subscriptions())
                .sum();
    }

    private static long subscribe(ZmqSocket<?> socket, Endpoint endpoint, Publisher publisher, byte[] subscriptions) {
        try (RawPeer peer = RawPeer.connect(endpoint).shakeHands(publisher.peerType)) {
            long start = System.nanoTime();
            peer.send(subscriptions);
            Await.until("all subscriptions", () -> subscriptions(socket) == COLLISIONS);
            return System.nanoTime() - start;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("publishers")
    @DisplayName("chooses topics whose hashes are equal, and gains nothing")
    void collisions(Publisher publisher) {
        ZmqSocket<?> socket = publisher.open(zmq);
        Endpoint endpoint = socket.bind("tcp://127.0.0.1:*").block(LIMIT);
        try (Beside beside = new Beside()) {
            long random = subscribe(socket, endpoint, publisher, subscriptions(publisher, COLLISIONS, random()));
            byte[] colliding = subscriptions(publisher, COLLISIONS, HostileSubscriberTest::colliding);
            long collided = subscribe(socket, endpoint, publisher, colliding);
            assertThat(collided).isLessThan(5 * random + 1_000_000_000L);
            assertThat(beside.longestWait()).isLessThan(1500);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("publishers")
    @DisplayName("has very many subscriptions and leaves")
    void leaving(Publisher publisher) {
        ZmqSocket<?> socket = publisher.open(zmq);
        Endpoint endpoint = socket.bind("tcp://127.0.0.1:*").block(LIMIT);
        try (RawPeer peer = RawPeer.connect(endpoint).shakeHands(publisher.peerType)) {
            byte[] all = subscriptions(publisher, MANY, HostileSubscriberTest::decimal);
            for (int at = 0; at < all.length; at += 1 << 16) {
                peer.send(Arrays.copyOfRange(all, at, Math.min(all.length, at + (1 << 16))));
            }
            Await.until("all subscriptions", () -> subscriptions(socket) == MANY);
            try (Beside beside = new Beside()) {
                peer.close();
                Await.until(
                        "the peer has gone",
                        () -> socket.statistics().block(LIMIT).peers().isEmpty());
                beside.someMore();
                assertThat(beside.longestWait()).isLessThan(1500);
            }
        }
    }

    private static final long BYTES = 16 << 20;

    /** Publishers that may keep so much, and what they keep it as. */
    private static Stream<Arguments> limited() {
        return Stream.of(8, 200)
                .flatMap(length -> Stream.of(
                        arguments("PUB", length, 1),
                        arguments("XPUB", length, 1),
                        arguments("manual XPUB", length, 2),
                        arguments("RADIO", length, 1)));
    }

    private ZmqSocket<?> limited(String name) {
        return switch (name) {
            case "PUB" -> zmq.pub(o -> o.maxSubscriptionBytes(BYTES));
            case "XPUB" -> zmq.xpub(o -> o.maxSubscriptionBytes(BYTES));
            case "RADIO" -> zmq.radio(o -> o.maxSubscriptionBytes(BYTES));
            default -> {
                XPubSocket xpub = zmq.xpub(o -> o.maxSubscriptionBytes(BYTES).manual(true));
                xpub.subscriptions().subscribe(SubscriptionNotification::accept);
                yield xpub;
            }
        };
    }

    @ParameterizedTest(name = "{0}, {1} bytes each")
    @MethodSource("limited")
    @DisplayName("subscribes to as much as it may, and takes no more memory than that")
    void memory(String name, int length, int times) {
        ZmqSocket<?> socket = limited(name);
        Publisher publisher = name.equals("RADIO")
                ? new Publisher(name, "DISH", Kind.JOIN)
                : new Publisher(name, "SUB", Kind.SUBSCRIBE);
        Endpoint endpoint = socket.bind("tcp://127.0.0.1:*").block(LIMIT);
        EventLog events = EventLog.of(socket);
        int count = (int) (BYTES / SubscriptionSettings.cost(length));
        Random random = new Random(3);
        byte[] all = subscriptions(publisher, count, number -> {
            byte[] topic = new byte[length];
            for (int i = 0; i < length; i++) {
                topic[i] = (byte) (1 + random.nextInt(255));
            }
            return topic;
        });
        try (RawPeer peer = RawPeer.connect(endpoint).shakeHands(publisher.peerType)) {
            long before = usedHeap();
            peer.send(all);
            Await.until("all subscriptions", () -> subscriptions(socket) == count);
            long taken = usedHeap() - before;
            assertThat(taken).isBetween(BYTES / 8, times * BYTES * 5 / 4 + (6 << 20));

            byte[] oneTooMany = new byte[length];
            Arrays.fill(oneTooMany, (byte) 'z');
            peer.send(publisher.subscription(oneTooMany));
            peer.readToEnd();
            assertThat(events.next(SocketEvent.Disconnected.class).cause())
                    .hasMessageContaining("maxSubscriptionBytes)");
        }
        assertThat(all).isNotEmpty();
    }

    private static long usedHeap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < 3; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }

    /** A REP on the same loop that is asked one question after the other. */
    private final class Beside implements AutoCloseable {

        private final AtomicBoolean over = new AtomicBoolean();
        private final CompletableFuture<Void> asking;
        private volatile long longest;
        private volatile int answers;

        Beside() {
            RepSocket rep = zmq.rep();
            ReqSocket req = others.req()
                    .connect(rep.bind("tcp://127.0.0.1:*").block(LIMIT).uri());
            rep.serve(Mono::just).onErrorComplete().subscribe();
            req.request("ping").block(LIMIT);
            asking = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    long start = System.nanoTime();
                    req.request("ping").block(LIMIT);
                    longest = Math.max(longest, (System.nanoTime() - start) / 1_000_000);
                    answers++;
                }
            });
        }

        long longestWait() {
            return longest;
        }

        void someMore() {
            int until = answers + 100;
            Await.until("more answers", () -> answers >= until);
        }

        @Override
        public void close() {
            over.set(true);
            asking.join();
        }
    }
}
