package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.Endpoint;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.event.SocketStatistics;
import io.reactivezmq.options.PullOptions;
import io.reactivezmq.options.PushOptions;
import io.reactivezmq.options.SocketOptions;
import io.reactivezmq.options.value.OnFull;
import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.LibzmqAvailable;
import io.reactivezmq.testing.LibzmqSocket;
import io.reactivezmq.testing.Loops;
import io.reactivezmq.testing.Numbered;
import io.reactivezmq.testing.PythonPeer;
import io.reactivezmq.testing.RawPeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

@DisplayName("A peer that is paused by back-pressure")
class PausedPeerTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofMillis(1500);

    /** Longer than a heartbeat needs to give up: interval and timeout are 1.7 seconds. */
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private static final int MARK = 10;
    private static final int SIZE = 1000;
    private static final int KERNEL_BUFFER = 64 * 1024;
    private static final int ONE_READ = 64 * 1024 / SIZE;
    private static final CurveKeyPair SERVER = CurveKeyPair.generate();

    @TempDir
    Path directory;

    private Loops.Running loops;
    private ZmqContext zmq;
    private final List<EventLog> logs = new ArrayList<>();

    /** Which side has heartbeats on. */
    enum Beating {
        SENDER,
        SENDER_WITH_TIME_TO_LIVE,
        RECEIVER,
        BOTH
    }

    record Case(Loops kind, Beating beating) {

        static Stream<Case> all() {
            return Stream.of(Loops.values())
                    .flatMap(kind -> Stream.of(Beating.values()).map(who -> new Case(kind, who)));
        }
    }

    private void open(Loops kind) {
        loops = kind.start();
        zmq = ZmqContext.on(loops.group());
    }

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
        loops.close();
    }

    private <S extends ZmqSocket<?>> S watched(S socket) {
        logs.add(EventLog.of(socket));
        return socket;
    }

    private static void beat(SocketOptions<?> options) {
        options.heartbeatInterval(INTERVAL).heartbeatTimeout(TIMEOUT);
    }

    private void assertNoPeerWasLost() {
        assertThat(logs)
                .isNotEmpty()
                .allSatisfy(log -> assertThat(log.all()).noneMatch(Disconnected.class::isInstance));
    }

    /** One sender without end, and one receiver that asks for nothing for a while. */
    private final class Pair {

        private final PullSocket pull;
        private final PushSocket push;
        private final AtomicLong made = new AtomicLong();
        private final Disposable sending;

        Pair(String endpoint, boolean curve, Beating beating) {
            pull = watched(zmq.pull(o -> receiver(o, curve, beating)));
            push = watched(zmq.push(o -> sender(o, curve, beating)));
            Endpoint at = pull.bind(endpoint).block(LIMIT);
            sending = push.send(Numbered.endless(made, SIZE)).onErrorComplete().subscribe();
            push.connect(at);
        }

        private void receiver(PullOptions options, boolean curve, Beating beating) {
            options.receiveHighWaterMark(MARK).receiveBuffer(KERNEL_BUFFER);
            if (beating == Beating.RECEIVER || beating == Beating.BOTH) {
                beat(options);
            }
            if (curve) {
                options.curveServer(SERVER);
            }
        }

        private void sender(PushOptions options, boolean curve, Beating beating) {
            options.sendHighWaterMark(MARK).sendBuffer(KERNEL_BUFFER).linger(Duration.ZERO);
            if (beating != Beating.RECEIVER) {
                beat(options);
            }
            if (beating == Beating.SENDER_WITH_TIME_TO_LIVE) {
                options.heartbeatTimeToLive(TIMEOUT);
            }
            if (curve) {
                options.curveClient(SERVER.publicKey(), CurveKeyPair.generate());
            }
        }

        void assertMarkHolds() {
            SocketStatistics statistics = pull.statistics().block(LIMIT);
            assertThat(statistics.messagesReceived()).isLessThanOrEqualTo(MARK + ONE_READ);
        }

        void assertAllArrive() {
            long atLeast = made.get();
            assertThat(pull.receive()
                            .take(atLeast + 100)
                            .map(Numbered::of)
                            .index()
                            .all(number -> number.getT1().equals(number.getT2()))
                            .block(LIMIT))
                    .isTrue();
            sending.dispose();
        }
    }

    @ParameterizedTest
    @MethodSource("io.reactivezmq.interop.PausedPeerTest$Case#all")
    @DisplayName("is not taken for dead, and loses nothing")
    void pausedReceiver(Case given) {
        open(given.kind());
        List<Pair> pairs = new ArrayList<>();
        for (String endpoint : List.of("tcp://127.0.0.1:*", "ws://127.0.0.1:*", "ipc://" + directory.resolve("s"))) {
            for (boolean curve : new boolean[] {false, true}) {
                pairs.add(
                        new Pair(endpoint + (curve && endpoint.startsWith("ipc") ? "c" : ""), curve, given.beating()));
            }
        }
        pass(PAUSE);
        assertNoPeerWasLost();
        pairs.forEach(Pair::assertMarkHolds);
        pairs.forEach(Pair::assertAllArrive);
        assertNoPeerWasLost();
    }

    @ParameterizedTest
    @EnumSource(Loops.class)
    @DisplayName("is not taken for dead where both directions stand still, nor by a PUB, nor while a REP works")
    void otherTypes(Loops kind) {
        open(kind);
        DealerSocket dealer = watched(zmq.dealer(o -> {
            beat(o);
            o.receiveHighWaterMark(MARK).sendHighWaterMark(MARK).routingId("d").linger(Duration.ZERO);
        }));
        RouterSocket router = watched(zmq.router(o -> {
            beat(o);
            o.receiveHighWaterMark(MARK).sendHighWaterMark(MARK).linger(Duration.ZERO);
        }));
        dealer.connect(router.bind("tcp://127.0.0.1:*").block(LIMIT));
        router.awaitPeers(1).block(LIMIT);
        AtomicLong made = new AtomicLong();
        Disposable there =
                dealer.send(Numbered.endless(made, SIZE)).onErrorComplete().subscribe();
        Disposable back = router.to(RoutingId.of("d"))
                .send(Numbered.endless(made, SIZE))
                .onErrorComplete()
                .subscribe();

        PubSocket pub = watched(zmq.pub(o -> {
            beat(o);
            o.onFull(OnFull.BACKPRESSURE).sendHighWaterMark(MARK).linger(Duration.ZERO);
        }));
        SubSocket sub = watched(zmq.sub(o -> o.receiveHighWaterMark(MARK)));
        sub.subscribe("").connect(pub.bind("tcp://127.0.0.1:*").block(LIMIT));
        pub.awaitSubscribers(1).block(LIMIT);
        Disposable published =
                pub.send(Numbered.endless(made, SIZE)).onErrorComplete().subscribe();

        RepSocket rep = watched(zmq.rep(o -> o.receiveHighWaterMark(1).linger(Duration.ZERO)));
        rep.serve(request -> Mono.just(request).delayElement(PAUSE), 1).subscribe();
        ReqSocket req = watched(zmq.req(o -> {
            beat(o);
            o.maxInFlight(100);
        }));
        req.connect(rep.bind("tcp://127.0.0.1:*").block(LIMIT));
        Mono<ZmqMessage> answer = req.request("first").cache();
        answer.subscribe();
        List<Disposable> others = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            others.add(req.request("other").subscribe(reply -> {}, failure -> {}));
        }

        assertThat(answer.block(LIMIT).text()).isEqualTo("first");
        assertNoPeerWasLost();
        others.forEach(Disposable::dispose);
        List.of(there, back, published).forEach(Disposable::dispose);
    }

    @ParameterizedTest
    @EnumSource(Loops.class)
    @DisplayName("gives signs of life that libzmq takes, when it has seen a PING or has heartbeats itself")
    @ExtendWith(LibzmqAvailable.class)
    void pausedForLibzmq(Loops kind) {
        open(kind);
        try (PythonPeer libzmq = PythonPeer.start()) {
            List<PullSocket> pulls = new ArrayList<>();
            List<LibzmqSocket> senders = new ArrayList<>();
            for (boolean beats : new boolean[] {false, true}) {
                PullSocket pull = watched(zmq.pull(o -> {
                    o.receiveHighWaterMark(MARK);
                    if (beats) {
                        beat(o);
                    }
                }));
                LibzmqSocket push = libzmq.socket("PUSH")
                        .set("HEARTBEAT_IVL", 200)
                        .set("HEARTBEAT_TIMEOUT", (int) TIMEOUT.toMillis())
                        .set("SNDHWM", 0);
                push.connect(pull.bind("tcp://127.0.0.1:*").block(LIMIT));
                pull.awaitPeers(1).block(LIMIT);
                if (!beats) {
                    long before = pull.statistics().block(LIMIT).bytesReceived();
                    Await.until("a PING", () -> pull.statistics().block(LIMIT).bytesReceived() > before);
                }
                pulls.add(pull);
                senders.add(push);
            }
            int count = 3000;
            List<ZmqMessage> messages = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                messages.add(Numbered.message(i, SIZE));
            }
            senders.forEach(push -> push.send(messages).join());
            pass(PAUSE);
            assertNoPeerWasLost();
            for (PullSocket pull : pulls) {
                assertThat(pull.receive()
                                .take(count)
                                .map(Numbered::of)
                                .index()
                                .all(n -> n.getT1().equals(n.getT2()))
                                .block(LIMIT))
                        .isTrue();
            }
            assertNoPeerWasLost();
        }
    }

    @ParameterizedTest
    @EnumSource(Loops.class)
    @DisplayName(
            "gives no sign of life to a peer without heartbeats: it may have closed, and what it sent would be lost")
    void closedSender(Loops kind) {
        open(kind);
        PullSocket pull = zmq.pull(o -> o.receiveHighWaterMark(MARK));
        Endpoint at = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        int count = 1000;
        try (RawPeer push = RawPeer.connect(at).shakeHands("PUSH")) {
            for (int i = 0; i < count; i++) {
                push.send(Numbered.message(i, SIZE));
            }
        }
        pass(TIMEOUT);
        assertThat(pull.receive()
                        .take(count)
                        .map(Numbered::of)
                        .index()
                        .all(n -> n.getT1().equals(n.getT2()))
                        .block(LIMIT))
                .isTrue();
    }

    /** Nothing is to happen meanwhile. */
    private static void pass(Duration time) {
        Mono.delay(time).block();
    }
}
