package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.RoutingId;
import io.reactivezmq.StreamSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.LibzmqAvailable;
import io.reactivezmq.testing.Loops;
import io.reactivezmq.testing.OnKindOfLoops;
import io.reactivezmq.testing.UnixPeer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("STREAM over ipc")
class StreamOverIpcTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** On each kind of loops the same. */
    @ExtendWith(LibzmqAvailable.class)
    abstract static class OnLoops extends OnKindOfLoops {

        @TempDir
        Path directory;

        OnLoops(Loops kind) {
            super(kind);
        }

        String path() {
            return directory.resolve("socket").toString();
        }

        static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        /** That a peer has come, or gone. */
        static RoutingId notice(StreamSocket stream) {
            ZmqMessage notice = stream.receiveOne().block(LIMIT);
            assertThat(notice.frameCount()).isEqualTo(2);
            assertThat(notice.size(1)).isZero();
            return RoutingId.of(notice);
        }

        static byte[] read(StreamSocket stream, RoutingId peer, int count) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            while (all.size() < count) {
                ZmqMessage chunk = stream.receiveOne().block(LIMIT);
                assertThat(RoutingId.of(chunk)).isEqualTo(peer);
                assertThat(chunk.size(1)).isPositive();
                all.writeBytes(chunk.bytes(1));
            }
            return all.toByteArray();
        }

        @Test
        @DisplayName("serves a client that knows nothing of ZeroMQ, and closing is behind what was sent")
        void serves() {
            StreamSocket stream = zmq.stream();
            stream.bind("ipc://" + path()).block(LIMIT);
            try (UnixPeer client = UnixPeer.connect(path())) {
                RoutingId id = notice(stream);
                client.send(bytes("hello"));
                assertThat(read(stream, id, 5)).isEqualTo(bytes("hello"));
                stream.to(id).send("good ").block(LIMIT);
                stream.send(id.address(ZmqMessage.of("bye"))).block(LIMIT);
                stream.send(id.address(ZmqMessage.of(""))).block(LIMIT);
                assertThat(client.readToEnd()).isEqualTo(bytes("good bye"));
                assertThat(notice(stream)).isEqualTo(id);
            }
        }

        @Test
        @DisplayName("tells when such a client leaves, behind what it had sent")
        void leaves() {
            StreamSocket stream = zmq.stream();
            stream.bind("ipc://" + path()).block(LIMIT);
            try (UnixPeer client = UnixPeer.connect(path())) {
                RoutingId id = notice(stream);
                client.send(bytes("last words")).stopSending();
                assertThat(read(stream, id, 10)).isEqualTo(bytes("last words"));
                assertThat(notice(stream)).isEqualTo(id);
            }
        }

        @Test
        @DisplayName("connects to a server that knows nothing of ZeroMQ, by an id of its choice")
        void connects() {
            StreamSocket stream = zmq.stream(o -> o.reconnectInterval(Duration.ofMillis(10)));
            RoutingId id = RoutingId.of("server");
            stream.connect("ipc://" + path(), id);
            try (UnixPeer server = UnixPeer.listen(path())) {
                assertThat(notice(stream)).isEqualTo(id);
                byte[] much = new byte[1_000_001];
                new Random(3).nextBytes(much);
                stream.to(id).send(ZmqMessage.of(much)).block(LIMIT);
                assertThat(server.read(much.length)).isEqualTo(much);
                server.send(much);
                assertThat(read(stream, id, much.length)).isEqualTo(much);
            }
        }

        @Test
        @DisplayName("echoes between two of ours")
        void echo() {
            StreamSocket server = zmq.stream();
            StreamSocket client = zmq.stream();
            client.connect(server.bind("ipc://*").block(LIMIT).uri(), RoutingId.of("server"));
            RoutingId toServer = notice(client);
            RoutingId toClient = notice(server);
            client.to(toServer).send("hello").block(LIMIT);
            server.to(toClient).send(ZmqMessage.of(read(server, toClient, 5))).block(LIMIT);
            assertThat(read(client, toServer, 5)).isEqualTo(bytes("hello"));
            client.close().block(LIMIT);
            assertThat(notice(server)).isEqualTo(toClient);
        }
    }

    @Nested
    @DisplayName("on epoll")
    class OnEpoll extends OnLoops {

        OnEpoll() {
            super(Loops.EPOLL);
        }

        @Test
        @DisplayName("tells whose process the client is, and takes names outside of the file system")
        void whose() {
            String name = "@reactive-zmq-stream-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
            StreamSocket stream = zmq.stream();
            EventLog events = EventLog.of(stream);
            stream.bind("ipc://" + name).block(LIMIT);
            try (UnixPeer client = UnixPeer.connect(name)) {
                notice(stream);
                assertThat(events.next(HandshakeSucceeded.class).peer().address())
                        .endsWith(":" + client.pid());
            }
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
