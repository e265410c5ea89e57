package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.Endpoint;
import io.reactivezmq.MessageSender;
import io.reactivezmq.RoutingId;
import io.reactivezmq.StreamSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.UnroutableException;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.options.value.PeerNotifications;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.Loops;
import io.reactivezmq.testing.Numbered;
import io.reactivezmq.testing.RawPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What a peer sent before it was lost")
class LastMessagesTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration QUIET = Duration.ofMillis(100);
    private static final int MARK = 10;
    private static final int SIZE = 100;
    private static final int READ_AHEAD = 64 * 1024;
    private static final int PART = 4096;

    @TempDir
    Path directory;

    static Stream<Arguments> ways() {
        return Stream.of(Loops.values())
                .flatMap(loops -> Stream.of("tcp", "ipc")
                        .flatMap(transport ->
                                Stream.of(true, false).map(writing -> Arguments.of(loops, transport, writing))));
    }

    @ParameterizedTest(name = "{0}, {1}, with writes under way: {2}")
    @MethodSource("ways")
    @DisplayName("is received, though the connection ends with a reset because the peer left something unread")
    void received(Loops kind, String transport, boolean writing) throws IOException {
        assumeTrue(kind.areAvailable());
        int count = messages(kind);
        try (Loops.Running loops = kind.start()) {
            ZmqContext zmq = ZmqContext.on(loops.group());
            DealerSocket dealer = zmq.dealer(o -> o.receiveHighWaterMark(MARK).linger(Duration.ZERO));
            EventLog events = EventLog.of(dealer);
            Endpoint at = dealer.bind(transport.equals("tcp") ? "tcp://127.0.0.1:*" : "ipc://" + directory.resolve("s"))
                    .block(LIMIT);
            try (SocketChannel peer = SocketChannel.open(address(at))) {
                shakeHands(peer);
                AtomicLong made = new AtomicLong();
                if (writing) {
                    dealer.send(Numbered.endless(made, 50_000)).subscribe(null, failure -> {});
                    Await.settled(QUIET, made::get);
                } else {
                    dealer.send(Numbered.message(0, SIZE)).block(LIMIT);
                    dealer.flush().block(LIMIT);
                }
                peer.write(ByteBuffer.wrap(bytes(count)));
                Await.until("the peer is paused", () -> bytesReceived(dealer) > pausedAfter(kind));
            }
            Await.settled(QUIET, () -> bytesReceived(dealer));
            List<Long> numbers =
                    dealer.receive().take(count).map(Numbered::of).collectList().block(LIMIT);
            assertThat(numbers).isEqualTo(LongStream.range(0, count).boxed().collect(Collectors.toList()));
            events.next(Disconnected.class);
            zmq.close().block(LIMIT);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Loops.class)
    @DisplayName("is received from a raw peer too, to which nothing can be sent any more")
    void stream(Loops kind) throws IOException {
        assumeTrue(kind.areAvailable());
        byte[] last = bytes(messages(kind));
        try (Loops.Running loops = kind.start();
                ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0))) {
            ZmqContext zmq = ZmqContext.on(loops.group());
            StreamSocket stream = zmq.stream(o -> o.receiveHighWaterMark(1).notifyPeers(PeerNotifications.NONE));
            stream.connect("tcp://127.0.0.1:" + ((InetSocketAddress) server.getLocalAddress()).getPort());
            MessageSender toIt;
            try (SocketChannel peer = server.accept()) {
                peer.write(ByteBuffer.wrap(last, 0, 1));
                ZmqMessage first = stream.receiveOne().block(LIMIT);
                toIt = stream.to(RoutingId.of(first));
                toIt.send("read me").block(LIMIT);
                read(peer, "read me".length());
                for (int i = 1; i < last.length; i += PART) {
                    peer.write(ByteBuffer.wrap(last, i, Math.min(PART, last.length - i)));
                }
            }
            Await.until("it is known that the peer has left", () -> isUnroutable(toIt));
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            while (received.size() < last.length - 1) {
                received.writeBytes(stream.receiveOne().block(LIMIT).bytes(1));
            }
            assertThat(received.toByteArray()).isEqualTo(Arrays.copyOfRange(last, 1, last.length));
            zmq.close().block(LIMIT);
        }
    }

    private static boolean isUnroutable(MessageSender sender) {
        try {
            sender.send("m").block(LIMIT);
            return false;
        } catch (UnroutableException gone) {
            return true;
        }
    }

    private static long bytesReceived(DealerSocket dealer) {
        return dealer.statistics().block(LIMIT).bytesReceived();
    }

    private static SocketAddress address(Endpoint endpoint) {
        return endpoint.transport().equals("ipc")
                ? UnixDomainSocketAddress.of(endpoint.address())
                : new InetSocketAddress("127.0.0.1", endpoint.port());
    }

    /** The bytes after which the connection is paused: the JDK's channels read ahead. */
    private static long pausedAfter(Loops kind) {
        return kind == Loops.NIO ? READ_AHEAD : MARK * SIZE;
    }

    /** As many messages as a system keeps for a receiver besides what that has read. A reset discards the others. */
    private static int messages(Loops kind) {
        return kind == Loops.NIO ? 1100 : 500;
    }

    private static byte[] bytes(int count) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (long number = 0; number < count; number++) {
            all.writeBytes(RawPeer.frames(Numbered.message(number, SIZE)));
        }
        return all.toByteArray();
    }

    private static void shakeHands(SocketChannel peer) throws IOException {
        peer.write(ByteBuffer.wrap(RawPeer.greeting()));
        peer.write(ByteBuffer.wrap(RawPeer.ready("DEALER")));
        read(peer, 64);
        byte[] header = read(peer, 2);
        read(peer, header[1] & 0xff);
    }

    private static byte[] read(SocketChannel peer, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            assertThat(peer.read(bytes)).isPositive();
        }
        return bytes.array();
    }
}
