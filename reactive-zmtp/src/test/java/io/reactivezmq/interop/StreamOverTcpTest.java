package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.Endpoint;
import io.reactivezmq.RoutingId;
import io.reactivezmq.StreamSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqProxy;
import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.error.PeerFullException;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.UnroutableException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent.Closed;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.event.SocketEvent.MessagesDropped;
import io.reactivezmq.options.value.PeerNotifications;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.Ports;
import io.reactivezmq.testing.RawPeer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

@DisplayName("STREAM over tcp")
class StreamOverTcpTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private ZmqContext zmq;

    @BeforeEach
    void open() {
        zmq = ZmqContext.create();
    }

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    private static Endpoint bind(StreamSocket stream) {
        return stream.bind("tcp://127.0.0.1:*").block(LIMIT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static ZmqMessage next(StreamSocket stream) {
        return stream.receiveOne().block(LIMIT);
    }

    /** That a connection is there. */
    private static RoutingId arrival(StreamSocket stream) {
        ZmqMessage notice = next(stream);
        assertThat(notice.frameCount()).isEqualTo(2);
        assertThat(notice.size(1)).isZero();
        return RoutingId.of(notice);
    }

    private static byte[] read(StreamSocket stream, RoutingId peer, int count) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (all.size() < count) {
            ZmqMessage chunk = next(stream);
            assertThat(RoutingId.of(chunk)).isEqualTo(peer);
            assertThat(chunk.frameCount()).isEqualTo(2);
            assertThat(chunk.size(1)).isPositive();
            all.writeBytes(chunk.bytes(1));
        }
        return all.toByteArray();
    }

    @Test
    @DisplayName("may be sent to by a given id from the connect on, through a lost connection too")
    void givenId() {
        RoutingId peer = RoutingId.of("peer");
        StreamSocket stream = zmq.stream(o -> o.reconnectInterval(Duration.ofMillis(20)));
        try (RawPeer.Door door = new RawPeer.Door()) {
            stream.connect(door.endpoint().uri(), peer);
            stream.send(peer.address(ZmqMessage.of("first"))).block(LIMIT);
            stream.to(peer).send("second").block(LIMIT);
            try (RawPeer server = door.accept()) {
                assertThat(server.read(11)).isEqualTo(bytes("firstsecond"));
            }
            RawPeer server = door.accept();
            stream.to(peer).send("third").block(LIMIT);
            assertThat(server.read(5)).isEqualTo(bytes("third"));
            assertThatThrownBy(() -> stream.connect("tcp://127.0.0.1:9", peer))
                    .isInstanceOf(PeerRefusedException.class);
            stream.disconnect(door.endpoint());
            server.readToEnd();
            assertThatThrownBy(() -> stream.to(peer).send("late").block(LIMIT)).isInstanceOf(UnroutableException.class);
            server.close();
        }
    }

    @Test
    @DisplayName(
            "serves a client that knows nothing of ZeroMQ: nothing is written but what is sent, and closing is behind it")
    void serves() {
        StreamSocket stream = zmq.stream();
        try (RawPeer client = RawPeer.connect(bind(stream))) {
            RoutingId id = arrival(stream);
            assertThat(id.bytes()).hasSize(5).startsWith((byte) 0);
            client.send(bytes("GET / HTTP/1.0\r\n\r\n"));
            assertThat(read(stream, id, 18)).isEqualTo(bytes("GET / HTTP/1.0\r\n\r\n"));
            stream.send(id.address(ZmqMessage.of("HTTP/1.0 200 OK\r\n\r\n"))).block(LIMIT);
            stream.to(id).send("body").block(LIMIT);
            stream.send(id.address(ZmqMessage.of(""))).block(LIMIT);
            assertThat(client.read(23)).isEqualTo(bytes("HTTP/1.0 200 OK\r\n\r\nbody"));
            client.readToEnd();
            assertThat(next(stream)).isEqualTo(id.address(ZmqMessage.of("")));
            assertThatThrownBy(
                            () -> stream.send(id.address(ZmqMessage.of("late"))).block(LIMIT))
                    .isInstanceOf(UnroutableException.class);
        }
    }

    @Test
    @DisplayName("tells when a peer has left, and without notices does not")
    void notices() {
        StreamSocket telling = zmq.stream();
        StreamSocket silent = zmq.stream(o -> o.notifyPeers(PeerNotifications.NONE));
        EventLog events = EventLog.of(silent);
        Endpoint at = bind(telling);
        Endpoint quietly = bind(silent);
        RawPeer.connect(at).close();
        RoutingId id = arrival(telling);
        assertThat(arrival(telling)).isEqualTo(id);
        RawPeer.connect(quietly).send(bytes("x")).close();
        assertThat(next(silent).text()).isEqualTo("x");
        events.next(Disconnected.class);
        assertThat(silent.tryReceive()).isNull();
    }

    @Test
    @DisplayName(
            "echoes between two, one of which connects by an id of its choice; a connection that was closed does not return")
    void echo() {
        StreamSocket server = zmq.stream();
        RoutingId toServer = RoutingId.of("server");
        StreamSocket client = zmq.stream();
        EventLog events = EventLog.of(client);
        client.connect(bind(server).uri(), toServer);
        assertThat(arrival(client)).isEqualTo(toServer);
        RoutingId id = arrival(server);
        client.to(toServer).send("hello").block(LIMIT);
        assertThat(read(server, id, 5)).isEqualTo(bytes("hello"));
        server.to(id).send("hello").block(LIMIT);
        assertThat(read(client, toServer, 5)).isEqualTo(bytes("hello"));
        client.send(toServer.address(ZmqMessage.of(""))).block(LIMIT);
        assertThat(arrival(server)).isEqualTo(id);
        events.next(Closed.class);
    }

    @Test
    @DisplayName("carries many bytes both ways, whatever they are cut into")
    void large() {
        byte[] much = new byte[3_000_001];
        new Random(1).nextBytes(much);
        StreamSocket server = zmq.stream();
        StreamSocket client = zmq.stream().connect(bind(server));
        RoutingId toServer = arrival(client);
        RoutingId id = arrival(server);
        client.to(toServer).send(ZmqMessage.of(much)).block(LIMIT);
        assertThat(read(server, id, much.length)).isEqualTo(much);
        server.to(id)
                .send(Flux.range(0, 1000).map(i -> ZmqMessage.of("0123456789")))
                .block(LIMIT);
        assertThat(read(client, toServer, 10_000)).isEqualTo(bytes("0123456789".repeat(1000)));
    }

    @Test
    @DisplayName("speaks ZMTP with a DEALER when its application does")
    void byHand() {
        DealerSocket dealer = zmq.dealer();
        StreamSocket stream =
                zmq.stream().connect(dealer.bind("tcp://127.0.0.1:*").block(LIMIT));
        RoutingId id = arrival(stream);
        stream.to(id).send(ZmqMessage.of(RawPeer.greeting())).block(LIMIT);
        stream.to(id).send(ZmqMessage.of(RawPeer.ready("DEALER"))).block(LIMIT);
        stream.to(id)
                .send(ZmqMessage.of(RawPeer.frames(ZmqMessage.of("by hand"))))
                .block(LIMIT);
        assertThat(dealer.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of("by hand"));
        assertThat(read(stream, id, 64)).startsWith((byte) 0xff);
    }

    @Test
    @DisplayName("does not read beyond its mark, and is a full peer's error beyond the other")
    void marks() {
        StreamSocket stream =
                zmq.stream(o -> o.receiveHighWaterMark(1).sendHighWaterMark(2).notifyPeers(PeerNotifications.CONNECTS));
        try (RawPeer client = RawPeer.connect(bind(stream), 4096)) {
            RoutingId id = arrival(stream);
            byte[] much = new byte[300_000];
            new Random(2).nextBytes(much);
            client.send(much);
            assertThat(read(stream, id, much.length)).isEqualTo(much);
            ZmqMessage large = id.address(ZmqMessage.wrap(new byte[4_000_000]));
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100; i++) {
                            stream.send(large).block(LIMIT);
                        }
                    })
                    .isInstanceOf(PeerFullException.class);
            assertThatThrownBy(() -> stream.to(id).send(ZmqMessage.of("a", "b")).block(LIMIT))
                    .isInstanceOf(InvalidMessageException.class)
                    .hasMessageContaining("STREAM");
        }
    }

    @Test
    @DisplayName("cannot be given one id for two")
    void idsAreUnique() {
        StreamSocket server = zmq.stream();
        Endpoint at = bind(server);
        StreamSocket client = zmq.stream();
        client.connect(at.uri(), RoutingId.of("same"));
        assertThatThrownBy(() -> client.connect(at.uri(), RoutingId.of("same")))
                .isInstanceOf(PeerRefusedException.class);
        assertThat(arrival(client)).isEqualTo(RoutingId.of("same"));
    }

    @Test
    @DisplayName(
            "closes a connection to which an empty frame is sent, with an id in front or without, behind what was sent")
    void emptyFramesClose() throws Exception {
        StreamSocket stream = zmq.stream(o -> o.notifyPeers(PeerNotifications.CONNECTS));
        Endpoint at = bind(stream);
        for (boolean mixed : new boolean[] {true, false}) {
            try (RawPeer client = RawPeer.connect(at)) {
                RoutingId id = arrival(stream);
                if (mixed) {
                    stream.send(id.address(ZmqMessage.of("last"))).block(LIMIT);
                    stream.send(id.address(ZmqMessage.of(""))).block(LIMIT);
                } else {
                    stream.to(id).send("last").block(LIMIT);
                    stream.to(id).send("").block(LIMIT);
                }
                assertThat(client.readToEnd()).isEqualTo(bytes("last"));
                assertThatThrownBy(() -> stream.to(id).send("more").block(LIMIT))
                        .isInstanceOfAny(UnroutableException.class, PeerLostException.class);
            }
        }
    }

    @Test
    @DisplayName("gives up an endpoint to whose id an empty frame is sent before its first connection")
    void emptyFrameBeforeTheFirstConnection() {
        StreamSocket stream = zmq.stream();
        RoutingId id = RoutingId.of("later");
        stream.connect(Ports.freeEndpoint(), id);
        stream.to(id).send("").block(LIMIT);
        Await.until("the id is unknown", () -> isUnknown(stream, id));
        assertThat(stream.statistics().block(LIMIT).sendQueue()).isZero();
    }

    private static boolean isUnknown(StreamSocket stream, RoutingId id) {
        try {
            stream.to(id).send("more").block(LIMIT);
            return false;
        } catch (UnroutableException | PeerLostException gone) {
            return true;
        }
    }

    @Test
    @DisplayName("does not end a proxy when a client leaves before its answer comes")
    void proxied() throws Exception {
        StreamSocket front = zmq.stream(o -> o.notifyPeers(PeerNotifications.NONE));
        Endpoint at = bind(front);
        DealerSocket back = zmq.dealer();
        DealerSocket worker = zmq.dealer();
        worker.connect(back.bind("tcp://127.0.0.1:*").block(LIMIT));
        ZmqProxy proxy = zmq.proxy(front, back);
        AtomicBoolean over = new AtomicBoolean();
        proxy.run().doFinally(signal -> over.set(true)).subscribe();
        ZmqMessage question;
        try (RawPeer client = RawPeer.connect(at)) {
            client.send(bytes("question"));
            question = worker.receiveOne().block(LIMIT);
        }
        EventLog events = EventLog.of(front);
        worker.send(ZmqMessage.of("READY")).block(LIMIT);
        assertThat(events.next(MessagesDropped.class).reason()).isEqualTo(DropReason.UNSENDABLE);
        // Until the connection's end is known here, the answer is on its way to it.
        while (proxy.statistics().backendDropped() < 2) {
            worker.send(question).block(LIMIT);
        }
        assertThat(front.statistics().block(LIMIT).dropped(DropReason.UNROUTABLE))
                .isPositive();
        try (RawPeer client = RawPeer.connect(at)) {
            client.send(bytes("question"));
            worker.send(worker.receiveOne().block(LIMIT)).block(LIMIT);
            assertThat(client.read(8)).isEqualTo(bytes("question"));
        }
        assertThat(over).isFalse();
    }
}
