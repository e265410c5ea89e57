package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.Endpoint;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.options.PushOptions;
import io.reactivezmq.testing.LibzmqAvailable;
import io.reactivezmq.testing.LibzmqSocket;
import io.reactivezmq.testing.LibzmqSocket.Numbers;
import io.reactivezmq.testing.Numbered;
import io.reactivezmq.testing.Ports;
import io.reactivezmq.testing.PythonPeer;
import io.reactivezmq.testing.RawPeer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LibzmqAvailable.class)
@DisplayName("Closing")
class LingerTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration LINGER = Duration.ofMillis(500);

    /**
     * Far below the default linger of 30 s, which is what must not be waited for, and far above what a busy machine
     * needs.
     */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final int COUNT = 5000;

    private ZmqContext zmq;
    private PythonPeer libzmq;

    @BeforeEach
    void open() {
        zmq = ZmqContext.create();
        libzmq = PythonPeer.start();
    }

    @AfterEach
    void close() {
        libzmq.close();
        zmq.close().block(LIMIT);
    }

    private static PushOptions roomy(PushOptions options) {
        return options.sendHighWaterMark(COUNT).reconnectInterval(Duration.ofMillis(20));
    }

    private static void fill(PushSocket push, int size) {
        push.send(Numbered.endless(new AtomicLong(), size).take(COUNT)).block(LIMIT);
    }

    private static Duration timed(Runnable action) {
        long start = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    @DisplayName("sends what was accepted")
    void sendsAll() {
        PushSocket push = zmq.push(LingerTest::roomy);
        LibzmqSocket pull = libzmq.socket("PULL");
        push.connect(pull.bind());
        fill(push, 1000);
        CompletableFuture<Numbers> received = pull.receiveNumbers(COUNT);
        push.close().block(LIMIT);
        assertThat(received.join()).isEqualTo(new Numbers(0, COUNT - 1, 0));
        assertThat(push.statistics().block(LIMIT).dropped()).isZero();
    }

    @Test
    @DisplayName("sends what was accepted to peers of a bound socket")
    void sendsAllFromBound() {
        PushSocket push = zmq.push(LingerTest::roomy);
        LibzmqSocket pull =
                libzmq.socket("PULL").connect(push.bind("tcp://127.0.0.1:*").block(LIMIT));
        push.awaitPeers(1).block(LIMIT);
        fill(push, 1000);
        CompletableFuture<Numbers> received = pull.receiveNumbers(COUNT);
        push.close().block(LIMIT);
        assertThat(received.join()).isEqualTo(new Numbers(0, COUNT - 1, 0));
    }

    @Test
    @DisplayName("waits for a peer that comes up within the linger time")
    void waitsForPeer() {
        PushSocket push = zmq.push(LingerTest::roomy);
        String endpoint = Ports.freeEndpoint();
        push.connect(endpoint);
        fill(push, 100);
        CompletableFuture<Void> closed = push.close().toFuture();
        LibzmqSocket pull = libzmq.socket("PULL");
        pull.bind(endpoint);
        assertThat(pull.receiveNumbers(COUNT).join()).isEqualTo(new Numbers(0, COUNT - 1, 0));
        assertThat(closed).succeedsWithin(LIMIT);
    }

    @Test
    @DisplayName("with linger zero drops what waits, at once, and counts it")
    void dropsAtOnce() {
        PushSocket push = zmq.push(o -> roomy(o).linger(Duration.ZERO));
        push.connect(Ports.freeEndpoint());
        fill(push, 100);
        assertThat(timed(() -> push.close().block(LIMIT))).isLessThan(SOON);
        assertThat(push.statistics().block(LIMIT).dropped(DropReason.LINGER_EXPIRED))
                .isEqualTo(COUNT);
    }

    @Test
    @DisplayName("with linger zero drops what a stalled peer has not taken, at once")
    void dropsForStalledPeer() {
        PushSocket push = zmq.push(o -> roomy(o).linger(Duration.ZERO).sendBuffer(64 * 1024));
        try (RawPeer stalled = RawPeer.connect(push.bind("tcp://127.0.0.1:*").block(LIMIT), 64 * 1024)
                .shakeHands("PULL")) {
            push.awaitPeers(1).block(LIMIT);
            fill(push, 10_000);
            assertThat(timed(() -> push.close().block(LIMIT))).isLessThan(SOON);
            assertThat(push.statistics().block(LIMIT).dropped(DropReason.LINGER_EXPIRED))
                    .isGreaterThan(COUNT / 2);
            assertThat(timed(() -> zmq.close().block(LIMIT))).isLessThan(SOON.multipliedBy(2));
        }
    }

    @Test
    @DisplayName("a context with thousands queued for a peer out of reach ends with the linger time")
    void contextEnds() {
        PushSocket push = zmq.push(o -> roomy(o).linger(LINGER));
        push.connect(Ports.freeEndpoint());
        fill(push, 100);
        DealerSocket dealer = zmq.dealer(o -> o.linger(LINGER)).connect(Ports.freeEndpoint());
        dealer.send(Numbered.endless(new AtomicLong(), 100).take(1000)).block(LIMIT);
        assertThat(timed(() -> zmq.close().block(LIMIT))).isBetween(LINGER, LINGER.plus(SOON));
        assertThat(push.statistics().block(LIMIT).dropped(DropReason.LINGER_EXPIRED))
                .isEqualTo(COUNT);
        assertThat(dealer.statistics().block(LIMIT).dropped(DropReason.LINGER_EXPIRED))
                .isEqualTo(1000);
    }

    @Test
    @DisplayName("a context with thousands queued for a stalled peer ends with the linger time")
    void contextEndsBeforeStalledPeer() {
        PushSocket push = zmq.push(o -> roomy(o).linger(LINGER).sendBuffer(64 * 1024));
        try (RawPeer stalled = RawPeer.connect(push.bind("tcp://127.0.0.1:*").block(LIMIT), 64 * 1024)
                .shakeHands("PULL")) {
            push.awaitPeers(1).block(LIMIT);
            fill(push, 10_000);
            assertThat(timed(() -> zmq.close().block(LIMIT))).isBetween(LINGER, LINGER.plus(SOON));
        }
    }

    @Test
    @DisplayName("an endpoint alone lingers as well")
    void disconnects() {
        PushSocket push = zmq.push(LingerTest::roomy);
        LibzmqSocket pull = libzmq.socket("PULL");
        String endpoint = pull.bind().uri();
        push.connect(endpoint);
        fill(push, 1000);
        CompletableFuture<Numbers> received = pull.receiveNumbers(COUNT);
        push.disconnect(endpoint);
        assertThat(received.join()).isEqualTo(new Numbers(0, COUNT - 1, 0));
    }

    @Test
    @DisplayName("a binding alone lingers as well")
    void unbinds() {
        PushSocket push = zmq.push(LingerTest::roomy);
        String endpoint = push.bind("tcp://127.0.0.1:*").block(LIMIT).uri();
        LibzmqSocket pull = libzmq.socket("PULL").connect(new Endpoint(endpoint));
        push.awaitPeers(1).block(LIMIT);
        fill(push, 1000);
        CompletableFuture<Numbers> received = pull.receiveNumbers(COUNT);
        push.unbind(endpoint).block(LIMIT);
        assertThat(received.join()).isEqualTo(new Numbers(0, COUNT - 1, 0));
    }
}
