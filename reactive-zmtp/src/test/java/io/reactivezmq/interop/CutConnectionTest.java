package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.reactivezmq.Endpoint;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.event.SocketStatistics;
import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.security.TlsConfig;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.Loops;
import io.reactivezmq.testing.Numbered;
import io.reactivezmq.testing.OnKindOfLoops;
import io.reactivezmq.testing.Ports;
import io.reactivezmq.testing.RawPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * What a lost connection costs: what the kernel had taken, and no more. The rest goes to the next connection or to
 * other peers, whole, in order and once, and every message that was accepted is counted as sent, queued or dropped.
 */
@DisplayName("A connection that is cut")
class CutConnectionTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final int BUFFER = 16 * 1024;

    /** What the kernel holds, which doubles what it is asked for, and the beginning of a message that is not whole. */
    private static final int IN_KERNEL = 2 * 2 * BUFFER + BUFFER;

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

    /** How two sockets may be connected. */
    enum Way {
        TCP("tcp://127.0.0.1:"),
        CURVE("tcp://127.0.0.1:"),
        TLS("tls+tcp://127.0.0.1:"),
        WS("ws://127.0.0.1:"),
        IPC("ipc://@reactive-zmq-cut-"),
        INPROC("inproc://cut-");

        private final String start;

        Way(String start) {
            this.start = start;
        }

        /** Whether it is known of each message whether the kernel had taken it. */
        boolean isExact() {
            return this != TLS && this != WS;
        }

        String endpoint(Loops loops) {
            if (this == IPC && loops == Loops.NIO) {
                return "ipc:///tmp/reactive-zmq-cut-" + ProcessHandle.current().pid();
            }
            return start + (this == IPC ? ProcessHandle.current().pid() : Ports.free());
        }
    }

    abstract static class OnLoops extends OnKindOfLoops {

        @TempDir
        Path directory;

        private final Loops loops;

        OnLoops(Loops loops) {
            super(loops);
            this.loops = loops;
        }

        private static SocketStatistics statistics(PushSocket push) {
            return push.statistics().block(LIMIT);
        }

        private static void assertAllCounted(SocketStatistics statistics, long accepted) {
            assertThat(statistics.messagesSent() + statistics.sendQueue() + statistics.dropped())
                    .as("%s", statistics)
                    .isEqualTo(accepted);
        }

        @ParameterizedTest(name = "mark {0}, {1} bytes, {2} frames, reset: {3}")
        @CsvSource({
            "10, 100, 1, false",
            "10, 1000, 3, true",
            "1, 300000, 1, true",
            "1000, 100, 1, true",
            "100, 9000, 2, false"
        })
        @DisplayName("while the peer stalls: the next connection begins with the first message that the kernel had not")
        void theRestGoesToTheNextConnection(int mark, int size, int frames, boolean reset, TestReporter reporter) {
            try (RawPeer.Door door = new RawPeer.Door(BUFFER)) {
                PushSocket push = zmq.push(
                        o -> o.sendHighWaterMark(mark).sendBuffer(BUFFER).reconnectInterval(Duration.ofMillis(20)));
                EventLog events = EventLog.of(push);
                push.connect(door.endpoint());
                RawPeer first = door.accept().shakeHands("PULL");
                AtomicLong made = new AtomicLong();
                Disposable sending = push.send(Numbered.endless(made, size).map(body -> frames(body, frames)))
                        .subscribe();
                Await.settled(QUIET, made::get);
                sending.dispose();
                long accepted = made.get();
                assertAllCounted(statistics(push), accepted);
                Mono<Void> flush = push.flush().cache();
                Disposable flushing = flush.subscribe();

                if (reset) {
                    first.reset();
                } else {
                    first.close();
                }
                events.next(Disconnected.class);
                SocketStatistics cut = statistics(push);
                assertAllCounted(cut, accepted);
                assertThat(cut.dropped()).isZero();
                assertThat(flushing.isDisposed())
                        .as("what came back is not flushed")
                        .isFalse();
                long lost = cut.messagesSent();
                reporter.publishEntry("lost", lost + " of " + accepted);
                assertThat(lost * size * frames).isLessThanOrEqualTo(IN_KERNEL);

                RawPeer next = door.accept().shakeHands("PULL");
                for (long number = lost; number < accepted; number++) {
                    ZmqMessage message = next.readMessage();
                    assertThat(message).isEqualTo(frames(Numbered.message(number, size), frames));
                }
                flush.block(LIMIT);
                assertThat(statistics(push).messagesSent()).isEqualTo(accepted);
                assertThat(statistics(push).sendQueue()).isZero();
                next.close();
            }
        }

        private static ZmqMessage frames(ZmqMessage body, int count) {
            ZmqMessage message = body;
            for (int i = 1; i < count; i++) {
                message = message.prepend(body.unwrap(0));
            }
            return message;
        }

        @Test
        @DisplayName("while the socket lingers: the rest is sent by the next connection")
        void whileItLingers() {
            try (RawPeer.Door door = new RawPeer.Door(BUFFER)) {
                PushSocket push = zmq.push(
                        o -> o.sendHighWaterMark(100).sendBuffer(BUFFER).reconnectInterval(Duration.ofMillis(20)));
                EventLog events = EventLog.of(push);
                push.connect(door.endpoint());
                RawPeer first = door.accept().shakeHands("PULL");
                AtomicLong made = new AtomicLong();
                Disposable sending = push.send(Numbered.endless(made, 1000)).subscribe();
                Await.settled(QUIET, made::get);
                sending.dispose();
                long accepted = made.get();
                Mono<Void> closing = push.close();
                closing.subscribe();
                first.reset();
                events.next(Disconnected.class);
                RawPeer next = door.accept().shakeHands("PULL");
                long number = Numbered.of(next.readMessage());
                assertThat(number * 1000).isLessThanOrEqualTo(IN_KERNEL);
                while (++number < accepted) {
                    assertThat(Numbered.of(next.readMessage())).isEqualTo(number);
                }
                closing.block(LIMIT);
                assertThat(statistics(push).messagesSent()).isEqualTo(accepted);
                assertThat(statistics(push).dropped()).isZero();
                next.close();
            }
        }

        @Test
        @DisplayName("by us, when linger is over: what was under way counts as not sent in time")
        void lingerIsOver() {
            try (RawPeer.Door door = new RawPeer.Door(BUFFER)) {
                PushSocket push = zmq.push(
                        o -> o.sendHighWaterMark(100).sendBuffer(BUFFER).linger(Duration.ofMillis(100)));
                push.connect(door.endpoint());
                RawPeer peer = door.accept().shakeHands("PULL");
                AtomicLong made = new AtomicLong();
                push.send(Numbered.endless(made, 1000)).onErrorComplete().subscribe();
                Await.settled(QUIET, made::get);
                push.close().block(LIMIT);
                SocketStatistics statistics = statistics(push);
                assertAllCounted(statistics, made.get());
                assertThat(statistics.messagesSent() * 1000).isLessThanOrEqualTo(IN_KERNEL);
                assertThat(statistics.dropped(DropReason.LINGER_EXPIRED)).isEqualTo(statistics.dropped());
                peer.close();
            }
        }

        @Test
        @DisplayName("by a peer that came to us: the others get what it did not")
        void othersGetTheRest() {
            PushSocket push = zmq.push(o -> o.sendHighWaterMark(50).sendBuffer(BUFFER));
            Endpoint at = push.bind("tcp://127.0.0.1:*").block(LIMIT);
            EventLog events = EventLog.of(push);
            RawPeer stalled = RawPeer.connect(at, BUFFER).shakeHands("PULL");
            push.awaitPeers(1).block(LIMIT);
            AtomicLong made = new AtomicLong();
            Disposable sending = push.send(Numbered.endless(made, 1000)).subscribe();
            Await.settled(QUIET, made::get);
            sending.dispose();
            long accepted = made.get();
            stalled.close();
            events.next(Disconnected.class);
            assertAllCounted(statistics(push), accepted);
            assertThat(statistics(push).dropped()).isZero();
            long lost = statistics(push).messagesSent();
            assertThat(lost * 1000).isLessThanOrEqualTo(IN_KERNEL);
            RawPeer other = RawPeer.connect(at, BUFFER).shakeHands("PULL");
            for (long number = lost; number < accepted; number++) {
                assertThat(Numbered.of(other.readMessage())).isEqualTo(number);
            }
            other.close();
        }

        @Test
        @DisplayName("by a subscriber: each message that matched is counted")
        void subscriberLeaves() {
            PubSocket pub = zmq.pub(o -> o.sendHighWaterMark(50).sendBuffer(BUFFER));
            EventLog events = EventLog.of(pub);
            RawPeer stalled = RawPeer.connect(pub.bind("tcp://127.0.0.1:*").block(LIMIT), BUFFER)
                    .shakeHands("SUB");
            stalled.send(RawPeer.command("SUBSCRIBE"));
            pub.awaitSubscribers(1).block(LIMIT);
            int published = 2000;
            for (int i = 0; i < published; i++) {
                pub.send(Numbered.message(i, 1000)).block(LIMIT);
            }
            Await.until(
                    "all have been matched",
                    () -> pub.statistics().block(LIMIT).dropped(DropReason.PEER_FULL)
                                    + pub.statistics().block(LIMIT).messagesSent()
                                    + pub.statistics().block(LIMIT).sendQueue()
                            == published);
            stalled.reset();
            events.next(Disconnected.class);
            Await.until(
                    "it is gone", () -> pub.statistics().block(LIMIT).peers().isEmpty());
            SocketStatistics statistics = pub.statistics().block(LIMIT);
            assertAllCounted(statistics, published);
            assertThat(statistics.messagesSent() * 1000).isLessThanOrEqualTo(IN_KERNEL);
            assertThat(statistics.dropped(DropReason.PEER_GONE)).isBetween(50L, 150L);
        }

        @ParameterizedTest
        @EnumSource
        @DisplayName("again and again: nothing comes twice or out of order, and all that was accepted is counted")
        void againAndAgain(Way way) throws Exception {
            Random random = new Random(way.ordinal());
            String at = way.endpoint(loops);
            CurveKeyPair keys = CurveKeyPair.generate();
            X509Bundle own = new CertificateBuilder()
                    .ecp256()
                    .subject("CN=local")
                    .addSanIpAddress("127.0.0.1")
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
            Path certificate = Files.writeString(directory.resolve("own.pem"), own.getCertificatePEM());
            Path key = Files.writeString(directory.resolve("own.key"), own.getPrivateKeyPEM());
            PushSocket push = zmq.push(o -> {
                o.sendHighWaterMark(10)
                        .sendBuffer(BUFFER)
                        .linger(Duration.ZERO)
                        .reconnectInterval(Duration.ofMillis(20));
                if (way == Way.CURVE) {
                    o.curveClient(keys.publicKey(), CurveKeyPair.generate());
                } else if (way == Way.TLS) {
                    o.tls(TlsConfig.create().trust(certificate));
                }
            });
            EventLog events = EventLog.of(push);
            push.connect(at);
            AtomicLong made = new AtomicLong();
            AtomicLong last = new AtomicLong(-1);
            Disposable sending = push.send(Numbered.endless(made, 700)).subscribe();
            int cuts = 6;
            for (int cut = 0; cut <= cuts; cut++) {
                PullSocket pull = zmq.pull(o -> {
                    o.receiveHighWaterMark(10).receiveBuffer(BUFFER).linger(Duration.ZERO);
                    if (way == Way.CURVE) {
                        o.curveServer(keys);
                    } else if (way == Way.TLS) {
                        o.tls(TlsConfig.create().certificate(certificate, key));
                    }
                });
                pull.bind(at).block(LIMIT);
                pull.receive()
                        .take(1 + random.nextInt(300))
                        .doOnNext(message -> rises(last, message))
                        .blockLast(LIMIT);
                if (cut < cuts) {
                    Await.settled(QUIET.dividedBy(2), made::get);
                    pull.close().block(LIMIT);
                    events.next(Disconnected.class);
                } else {
                    sending.dispose();
                    pull.receive()
                            .doOnNext(message -> rises(last, message))
                            .takeUntil(message -> Numbered.of(message) == made.get() - 1)
                            .blockLast(LIMIT);
                }
            }
            push.flush().block(LIMIT);
            SocketStatistics statistics = statistics(push);
            assertAllCounted(statistics, made.get());
            assertThat(statistics.sendQueue()).isZero();
            assertThat(statistics.dropped()).isEqualTo(statistics.dropped(DropReason.CONNECTION_LOST));
            if (way.isExact()) {
                assertThat(statistics.dropped()).isZero();
            }
        }

        private static void rises(AtomicLong last, ZmqMessage message) {
            long number = Numbered.of(message);
            assertThat(number).isGreaterThan(last.getAndSet(number));
        }
    }
}
