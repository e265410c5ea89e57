package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.error.LinkTimeoutException;
import io.reactivezmq.error.LinkTimeoutException.Stage;
import io.reactivezmq.event.SocketEvent.ConnectRetried;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.options.SocketOptions;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.ForeignSocket;
import io.reactivezmq.testing.LibzmqAvailable;
import io.reactivezmq.testing.Numbered;
import io.reactivezmq.testing.PythonPeer;
import io.reactivezmq.testing.RawPeer;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;

@DisplayName("Heartbeats")
class HeartbeatTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private ZmqContext zmq;
    private RawPeer.Door door;

    @BeforeEach
    void open() {
        zmq = ZmqContext.create();
        door = new RawPeer.Door();
    }

    @AfterEach
    void close() {
        door.close();
        zmq.close().block(LIMIT);
    }

    private PullSocket beating() {
        return beatingWithin(TIMEOUT);
    }

    private PullSocket beatingWithin(Duration timeout) {
        return zmq.pull(o ->
                o.heartbeatInterval(INTERVAL).heartbeatTimeout(timeout).heartbeatTimeToLive(Duration.ofMillis(2500)));
    }

    private static Stage stage(Disconnected event) {
        assertThat(event.cause()).isInstanceOf(LinkTimeoutException.class);
        return ((LinkTimeoutException) event.cause()).stage();
    }

    @Test
    @DisplayName("are PINGs with our time to live, and PONGs keep the connection")
    void ping() {
        PullSocket pull = beatingWithin(LIMIT);
        EventLog events = EventLog.of(pull);
        pull.connect(door.endpoint());
        try (RawPeer peer = door.accept().shakeHands("PUSH")) {
            for (int i = 0; i < 6; i++) {
                assertThat(peer.readCommand("PING")).containsExactly(0, 25);
                peer.send(RawPeer.command("PONG"));
            }
            assertThat(events.kinds()).isEqualTo("Connected HandshakeSucceeded");
        }
    }

    @Test
    @DisplayName("find out a peer that says nothing, and then we connect again")
    void silentPeer() {
        PullSocket pull = beating();
        EventLog events = EventLog.of(pull);
        pull.connect(door.endpoint());
        try (RawPeer peer = door.accept().shakeHands("PUSH")) {
            assertThat(stage(events.next(Disconnected.class))).isEqualTo(Stage.HEARTBEAT);
            peer.readToEnd();
            events.next(ConnectRetried.class);
        }
        try (RawPeer again = door.accept().shakeHands("PUSH")) {
            events.next(HandshakeSucceeded.class);
            again.send(ZmqMessage.of("back"));
            assertThat(pull.receiveOne().block(LIMIT).text()).isEqualTo("back");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SocketType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"STREAM", "DGRAM"})
    @DisplayName("work on every type of socket")
    void onEveryType(SocketType type) {
        ZmqSocket<?> socket = beating(type);
        EventLog events = EventLog.of(socket);
        socket.connect(door.endpoint().uri());
        try (RawPeer peer = door.accept().shakeHands(counterpart(type))) {
            peer.send(RawPeer.command("PING", (byte) 0, (byte) 0, (byte) 'x'));
            boolean pinged = false;
            boolean answered = false;
            while (!pinged || !answered) {
                RawPeer.Frame frame = peer.readFrame();
                pinged |= frame.isCommand("PING");
                answered |= frame.isCommand("PONG");
            }
            assertThat(stage(events.next(Disconnected.class))).isEqualTo(Stage.HEARTBEAT);
            peer.readToEnd();
        }
        door.accept().shakeHands(counterpart(type)).close();
    }

    private ZmqSocket<?> beating(SocketType type) {
        return switch (type) {
            case PAIR -> zmq.pair(HeartbeatTest::quickly);
            case PUB -> zmq.pub(HeartbeatTest::quickly);
            case SUB -> zmq.sub(HeartbeatTest::quickly);
            case REQ -> zmq.req(HeartbeatTest::quickly);
            case REP -> zmq.rep(HeartbeatTest::quickly);
            case DEALER -> zmq.dealer(HeartbeatTest::quickly);
            case ROUTER -> zmq.router(HeartbeatTest::quickly);
            case PULL -> zmq.pull(HeartbeatTest::quickly);
            case PUSH -> zmq.push(HeartbeatTest::quickly);
            case XPUB -> zmq.xpub(HeartbeatTest::quickly);
            case XSUB -> zmq.xsub(HeartbeatTest::quickly);
            case CLIENT -> zmq.client(HeartbeatTest::quickly);
            case SERVER -> zmq.server(HeartbeatTest::quickly);
            case SCATTER -> zmq.scatter(HeartbeatTest::quickly);
            case GATHER -> zmq.gather(HeartbeatTest::quickly);
            case PEER -> zmq.peer(HeartbeatTest::quickly);
            case CHANNEL -> zmq.channel(HeartbeatTest::quickly);
            case RADIO -> zmq.radio(HeartbeatTest::quickly);
            case DISH -> zmq.dish(HeartbeatTest::quickly);
            case STREAM, DGRAM -> throw new IllegalArgumentException("it has no heartbeats");
        };
    }

    private static void quickly(SocketOptions<?> options) {
        options.heartbeatInterval(INTERVAL).heartbeatTimeout(TIMEOUT).reconnectInterval(Duration.ofMillis(10));
    }

    private static String counterpart(SocketType type) {
        return switch (type) {
            case PAIR -> "PAIR";
            case PUB, XPUB -> "SUB";
            case SUB, XSUB -> "PUB";
            case REQ -> "REP";
            case REP -> "REQ";
            case DEALER -> "ROUTER";
            case ROUTER -> "DEALER";
            case PULL -> "PUSH";
            case PUSH -> "PULL";
            case CLIENT -> "SERVER";
            case SERVER -> "CLIENT";
            case SCATTER -> "GATHER";
            case GATHER -> "SCATTER";
            case PEER, CHANNEL -> type.wireName();
            case RADIO -> "DISH";
            case DISH -> "RADIO";
            case STREAM, DGRAM -> throw new IllegalArgumentException("it has no heartbeats");
        };
    }

    @Test
    @DisplayName("really close the connection to a peer that reads nothing either")
    void stalledPeer() {
        PushSocket push = zmq.push(
                o -> o.heartbeatInterval(INTERVAL).heartbeatTimeout(TIMEOUT).linger(Duration.ZERO));
        EventLog events = EventLog.of(push);
        Disposable sending =
                push.send(Numbered.endless(new AtomicLong(), 10_000)).subscribe();
        push.connect(door.endpoint());
        try (RawPeer peer = door.accept().shakeHands("PULL")) {
            assertThat(stage(events.next(Disconnected.class))).isEqualTo(Stage.HEARTBEAT);
            // Bytes for a socket that is closed are answered by a reset.
            Await.until("the connection is closed", () -> {
                try {
                    peer.send(new byte[] {0});
                    return false;
                } catch (UncheckedIOException reset) {
                    return true;
                }
            });
        }
        sending.dispose();
    }

    @Test
    @DisplayName("count bytes, not frames: a large message may take its time")
    void slowMessage() {
        PullSocket pull = beating();
        EventLog events = EventLog.of(pull);
        pull.connect(door.endpoint());
        CompletableFuture<ZmqMessage> received = pull.receiveOne().toFuture();
        try (RawPeer peer = door.accept().shakeHands("PUSH")) {
            long start = System.nanoTime();
            for (byte each : RawPeer.frames(ZmqMessage.wrap(new byte[110]))) {
                peer.send(new byte[] {each});
                LockSupport.parkNanos(INTERVAL.dividedBy(2).toNanos());
            }
            assertThat(System.nanoTime() - start).isGreaterThan(5 * TIMEOUT.toNanos());
            assertThat(ForeignSocket.limited(received).join().size()).isEqualTo(110);
            assertThat(events.kinds()).isEqualTo("Connected HandshakeSucceeded");
        }
    }

    @Test
    @DisplayName("do not blame a peer that we do not read")
    void pausedByUs() {
        PullSocket pull = zmq.pull(
                o -> o.heartbeatInterval(INTERVAL).heartbeatTimeout(TIMEOUT).receiveHighWaterMark(10));
        EventLog events = EventLog.of(pull);
        pull.connect(door.endpoint());
        try (RawPeer peer = door.accept().shakeHands("PUSH")) {
            for (int i = 0; i < 20; i++) {
                peer.send(Numbered.message(i, 8));
            }
            // Long enough to have been fatal three times.
            for (int i = 0; i < 30; i++) {
                peer.readCommand("PING");
            }
            assertThat(events.kinds()).isEqualTo("Connected HandshakeSucceeded");
            List<Long> numbers =
                    pull.receive().take(20).map(Numbered::of).collectList().block(LIMIT);
            assertThat(numbers).hasSize(20).isSorted();
        }
    }

    @Test
    @DisplayName("of the peer are answered with their context, and its time to live is kept")
    void peerTimeToLive() {
        PullSocket pull = zmq.pull();
        EventLog events = EventLog.of(pull);
        pull.connect(door.endpoint());
        try (RawPeer peer = door.accept().shakeHands("PUSH")) {
            long start = System.nanoTime();
            byte[] data = "\0\5context of sixte".getBytes(StandardCharsets.US_ASCII);
            peer.send(RawPeer.command("PING", data));
            assertThat(new String(peer.readCommand("PONG"), StandardCharsets.US_ASCII))
                    .isEqualTo("context of sixte");
            assertThat(stage(events.next(Disconnected.class))).isEqualTo(Stage.PEER_TTL);
            assertThat(System.nanoTime() - start)
                    .isGreaterThan(Duration.ofMillis(450).toNanos());
            peer.readToEnd();
        }
        door.accept().shakeHands("PUSH").close();
    }

    @Test
    @DisplayName("of the peer keep the connection as long as they come")
    void peerTimeToLiveRenewed() {
        PullSocket pull = zmq.pull();
        EventLog events = EventLog.of(pull);
        pull.connect(door.endpoint());
        try (RawPeer peer = door.accept().shakeHands("PUSH")) {
            for (int i = 0; i < 25; i++) {
                peer.send(RawPeer.command("PING", (byte) 0, (byte) 15));
                peer.readCommand("PONG");
                LockSupport.parkNanos(INTERVAL.toNanos());
            }
            assertThat(events.kinds()).isEqualTo("Connected HandshakeSucceeded");
        }
    }

    @Test
    @DisplayName("are not sent before the handshake is over")
    void notInHandshake() {
        PullSocket pull = beating();
        pull.connect(door.endpoint());
        try (RawPeer peer = door.accept().greet()) {
            peer.readCommand("READY");
            LockSupport.parkNanos(TIMEOUT.toNanos());
            peer.send(RawPeer.ready("PUSH"));
            peer.readCommand("PING");
        }
    }

    @Test
    @ExtendWith(LibzmqAvailable.class)
    @DisplayName("keep a silent connection with libzmq, both sides beating")
    void withLibzmq() {
        PullSocket pull = beatingWithin(Duration.ofSeconds(2));
        EventLog events = EventLog.of(pull);
        try (PythonPeer libzmq = PythonPeer.start()) {
            ForeignSocket push = libzmq.socket("PUSH")
                    .set("HEARTBEAT_IVL", 100)
                    .set("HEARTBEAT_TIMEOUT", 2000)
                    .set("HEARTBEAT_TTL", 2000);
            pull.connect(push.bind()).awaitPeers(1).block(LIMIT);
            long before = pull.statistics().block(LIMIT).bytesReceived();
            Await.until(
                    "sixty PINGs and PONGs",
                    () -> pull.statistics().block(LIMIT).bytesReceived() > before + 60 * 8);
            push.send(List.of(ZmqMessage.of("still here"))).join();
            assertThat(pull.receiveOne().block(LIMIT).text()).isEqualTo("still here");
            assertThat(events.kinds()).isEqualTo("Connected HandshakeSucceeded");
        }
    }

    @Test
    @DisplayName("can ask the peer for up to 6,553.5 seconds, as much as a PING has room for")
    void longestTimeToLive() {
        Duration longest = Duration.ofMillis(6_553_500);
        PullSocket pull = zmq.pull(o -> o.heartbeatInterval(INTERVAL).heartbeatTimeToLive(longest));
        pull.connect(door.endpoint());
        try (RawPeer peer = door.accept().shakeHands("PUSH")) {
            assertThat(peer.readCommand("PING")).containsExactly(0xff, 0xff);
        }
        assertThatExceptionOfType(InvalidOptionException.class)
                .isThrownBy(() -> zmq.pull(o -> o.heartbeatTimeToLive(longest.plusMillis(1))))
                .withMessageContaining("heartbeatTimeToLive");
    }

    @Test
    @DisplayName("of the peer are answered one by one, though they come in one read")
    void severalPingsAtOnce() {
        PullSocket pull = zmq.pull();
        pull.connect(door.endpoint());
        try (RawPeer peer = door.accept().shakeHands("PUSH")) {
            ByteArrayOutputStream pings = new ByteArrayOutputStream();
            for (int i = 0; i < 10; i++) {
                pings.writeBytes(RawPeer.command("PING", (byte) 0, (byte) 0, (byte) i));
            }
            peer.send(pings.toByteArray());
            for (int i = 0; i < 10; i++) {
                assertThat(peer.readCommand("PONG")).containsExactly(i);
            }
        }
    }
}
