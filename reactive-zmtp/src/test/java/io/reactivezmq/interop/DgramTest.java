package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivezmq.DatagramAddress;
import io.reactivezmq.DgramSocket;
import io.reactivezmq.Endpoint;
import io.reactivezmq.MessageSender;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.InvalidEndpointException;
import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.error.UnsupportedTransportException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent.MessagesDropped;
import io.reactivezmq.event.SocketStatistics;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.Datagrams;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.Loops;
import io.reactivezmq.testing.OnKindOfLoops;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@DisplayName("A DGRAM")
class DgramTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** On both kinds of loops. */
    abstract static class OnLoops extends OnKindOfLoops {

        OnLoops(Loops kind) {
            super(kind);
        }

        private static Endpoint bind(DgramSocket socket) {
            return socket.bind("udp://127.0.0.1:*").block(LIMIT);
        }

        private static SocketStatistics statistics(DgramSocket socket) {
            return socket.statistics().block(LIMIT);
        }

        private static List<String> texts(DgramSocket socket, int count) {
            return socket.receive()
                    .map(ZmqMessage::text)
                    .take(count)
                    .collectList()
                    .block(LIMIT);
        }

        @Test
        @DisplayName("asks and answers, each by the address of the other")
        void roundTrip() {
            DgramSocket listener = zmq.dgram();
            DgramSocket sender = zmq.dgram();
            Endpoint at = bind(listener);
            Endpoint from = bind(sender);
            sender.send(ZmqMessage.of(at.address(), "Is someone there ?")).block(LIMIT);
            ZmqMessage question = listener.receiveOne().block(LIMIT);
            assertThat(question).isEqualTo(ZmqMessage.of(from.address(), "Is someone there ?"));
            assertThat(question.peer().address()).isEqualTo(from.address());
            listener.to(DatagramAddress.of(question)).send("Yes, there is !").block(LIMIT);
            assertThat(sender.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of(at.address(), "Yes, there is !"));
        }

        @Test
        @DisplayName("talks both ways with sockets that know nothing of it, empty datagrams too")
        void plainPeers() {
            DgramSocket socket = zmq.dgram();
            Endpoint at = bind(socket);
            try (Datagrams one = new Datagrams();
                    Datagrams two = new Datagrams()) {
                Disposable echo = socket.send(socket.receive()).subscribe();
                for (int i = 0; i < 20; i++) {
                    one.send(at, "one " + i);
                    two.send(at, "two " + i);
                    assertThat(one.receiveText()).isEqualTo("one " + i);
                    assertThat(two.receiveText()).isEqualTo("two " + i);
                }
                one.send(at, "");
                assertThat(one.receive()).isEmpty();
                byte[] large = new byte[8192];
                ThreadLocalRandom.current().nextBytes(large);
                two.send(at, large);
                assertThat(two.receive()).isEqualTo(large);
                echo.dispose();

                MessageSender toOne = socket.to(one.at());
                MessageSender toTwo = socket.to(two.address());
                // Netty would pass over those that are empty, and on epoll double others.
                toOne.send(Flux.just("a", "", "b", "", "c").map(ZmqMessage::of)).block(LIMIT);
                assertThat(IntStream.range(0, 5).mapToObj(i -> one.receiveText()))
                        .containsExactlyInAnyOrder("a", "b", "c", "", "");
                assertThat(toTwo.trySend(ZmqMessage.of("tried"))).isTrue();
                toTwo.flush().block(LIMIT);
                assertThat(two.receiveText()).isEqualTo("tried");
                assertThat(statistics(socket).messagesSent()).isEqualTo(48);
                assertThat(statistics(socket).dropped()).isZero();
            }
        }

        @Test
        @DisplayName("refuses what cannot be sent, and says why")
        void refusedMessages() {
            DgramSocket socket = zmq.dgram();
            bind(socket);
            for (String wrong : List.of(
                    "",
                    "x",
                    "127.0.0.1",
                    "127.0.0.1:",
                    "127.0.0.1:0",
                    "127.0.0.1:65536",
                    "localhost:5555",
                    "*:5555",
                    "1.2.3:5555",
                    "1.2.3.4.5:5555",
                    "256.1.1.1:5555",
                    "[::1]",
                    "[::1]:",
                    "::1:5555",
                    "[127.0.0.1]:1",
                    "[:x]:5555",
                    "udp://127.0.0.1:5555",
                    "127.0.0.1:5555\0",
                    "x".repeat(1000) + ":5",
                    // An address, if one looks no further than the first 128 bytes.
                    "[fe80::1%" + "0".repeat(115) + "1]:555")) {
                assertThatThrownBy(
                                () -> socket.send(ZmqMessage.of(wrong, "body")).block(LIMIT))
                        .as(wrong)
                        .isInstanceOf(InvalidMessageException.class)
                        .hasMessageContaining("192.0.2.1:5555");
                assertThatThrownBy(() -> socket.to(wrong)).isInstanceOf(InvalidMessageException.class);
            }
            assertThatThrownBy(() -> socket.to(InetSocketAddress.createUnresolved("localhost", 5555)))
                    .isInstanceOf(InvalidMessageException.class);
            assertThatThrownBy(() -> socket.send("only a body").block(LIMIT))
                    .isInstanceOf(InvalidMessageException.class)
                    .hasMessageContaining("DGRAM");
            assertThatThrownBy(() ->
                            socket.send(ZmqMessage.of("127.0.0.1:5", "a", "b")).block(LIMIT))
                    .isInstanceOf(InvalidMessageException.class);
            assertThatThrownBy(() -> socket.to("127.0.0.1:5")
                            .send(ZmqMessage.wrap(new byte[8193]))
                            .block(LIMIT))
                    .isInstanceOf(InvalidMessageException.class)
                    .hasMessageContaining("maxDatagramSize");
        }

        @Test
        @DisplayName("is bound, once, and does not connect")
        void endpoints() {
            DgramSocket socket = zmq.dgram();
            assertThatThrownBy(() -> socket.connect("udp://127.0.0.1:5555"))
                    .isInstanceOf(UnsupportedTransportException.class)
                    .hasMessageContaining("udp://127.0.0.1:5555");
            assertThatThrownBy(() -> socket.bind("tcp://127.0.0.1:5555"))
                    .isInstanceOf(UnsupportedTransportException.class)
                    .hasMessageContaining("tcp://127.0.0.1:5555");
            assertThatThrownBy(() -> socket.bind("udp://127.0.0.1")).isInstanceOf(InvalidEndpointException.class);
            Endpoint at = bind(socket);
            assertThatThrownBy(() -> bind(socket))
                    .isInstanceOf(BindFailedException.class)
                    .hasMessageContaining("bound once");
            try (Datagrams peer = new Datagrams()) {
                peer.send(at, "still here");
                assertThat(texts(socket, 1)).containsExactly("still here");
                socket.unbind(at).block(LIMIT);
                Endpoint next = socket.bind(at.uri()).block(LIMIT);
                assertThat(next).isEqualTo(at);
                peer.send(at, "and again");
                assertThat(texts(socket, 1)).containsExactly("and again");
            }
        }

        @Test
        @DisplayName("has no demand before it is bound, and sends then")
        void notBound() {
            DgramSocket socket = zmq.dgram();
            try (Datagrams peer = new Datagrams()) {
                assertThat(socket.to(peer.at()).trySend(ZmqMessage.of("too early")))
                        .isFalse();
                Mono<Void> sent = socket.to(peer.at()).send("waits").cache();
                Disposable waiting = sent.subscribe();
                assertThat(waiting.isDisposed()).isFalse();
                bind(socket);
                sent.block(LIMIT);
                assertThat(peer.receiveText()).isEqualTo("waits");
            }
        }

        @Test
        @DisplayName("sends what was accepted before it closes")
        void linger() {
            DgramSocket socket = zmq.dgram();
            bind(socket);
            try (Datagrams peer = new Datagrams()) {
                MessageSender to = socket.to(peer.at());
                for (int i = 0; i < 50; i++) {
                    to.send("m" + i).subscribe();
                }
                socket.close().block(LIMIT);
                for (int i = 0; i < 50; i++) {
                    assertThat(peer.receiveText()).isEqualTo("m" + i);
                }
            }
        }

        @Test
        @DisplayName(
                "drops and counts datagrams without demand beyond the high-water mark, and those that are too long")
        void drops() {
            DgramSocket socket = zmq.dgram(o -> o.receiveHighWaterMark(3).maxDatagramSize(5));
            EventLog events = EventLog.of(socket);
            Endpoint at = bind(socket);
            try (Datagrams peer = new Datagrams()) {
                peer.send(at, "123456");
                for (int i = 0; i < 10; i++) {
                    peer.send(at, "m" + i);
                }
                Await.until("all", () -> statistics(socket).dropped(DropReason.RECEIVER_FULL) == 7);
            }
            assertThat(statistics(socket).dropped(DropReason.TOO_LARGE)).isEqualTo(1);
            assertThat(statistics(socket).bytesReceived()).isEqualTo(26);
            assertThat(texts(socket, 3)).containsExactly("m0", "m1", "m2");
            events.await(MessagesDropped.class, drop -> drop.reason() == DropReason.RECEIVER_FULL);
        }

        @Test
        @DisplayName("counts what the system will not send, and goes on")
        void unroutable() {
            DgramSocket socket = zmq.dgram();
            EventLog events = EventLog.of(socket);
            bind(socket);
            socket.to("[2001:db8::1]:5555")
                    .send("by IPv6, from an IPv4 address")
                    .block(LIMIT);
            assertThat(events.next(MessagesDropped.class).reason()).isEqualTo(DropReason.UNROUTABLE);
            try (Datagrams peer = new Datagrams()) {
                socket.send(Flux.just(
                                ZmqMessage.of(peer.at(), "before"),
                                ZmqMessage.of("255.255.255.255:5555", "not allowed"),
                                ZmqMessage.of(peer.at(), "after")))
                        .block(LIMIT);
                assertThat(peer.receiveText()).isEqualTo("before");
                assertThat(peer.receiveText()).isEqualTo("after");
            }
            Await.until("the drop", () -> statistics(socket).dropped(DropReason.UNROUTABLE) == 2);
            assertThat(statistics(socket).messagesSent()).isEqualTo(2);
        }

        @Test
        @DisplayName("counts an empty datagram that the system will not send once, and loses none behind it")
        void unroutableAndEmpty() {
            DgramSocket socket = zmq.dgram();
            bind(socket);
            try (Datagrams peer = new Datagrams()) {
                ZmqMessage refused =
                        ZmqMessage.wrap("255.255.255.255:5555".getBytes(StandardCharsets.US_ASCII), new byte[0]);
                socket.send(Flux.range(0, 40)
                                .concatMapIterable(i -> List.of(refused, ZmqMessage.of(peer.at(), "m" + i), refused)))
                        .block(LIMIT);
                for (int i = 0; i < 40; i++) {
                    assertThat(peer.receiveText()).isEqualTo("m" + i);
                }
            }
            socket.flush().block(LIMIT);
            assertThat(statistics(socket).dropped(DropReason.UNROUTABLE)).isEqualTo(80);
            assertThat(statistics(socket).messagesSent()).isEqualTo(40);
            assertThat(statistics(socket).sendQueue()).isZero();
        }

        @Test
        @DisplayName("hears a multicast group and what is sent to itself, and sends to groups")
        void multicast() {
            String group = "239.255.77." + ThreadLocalRandom.current().nextInt(1, 255);
            DgramSocket one = zmq.dgram();
            DgramSocket two = zmq.dgram();
            Endpoint at = one.bind("udp://127.0.0.1;" + group + ":*").block(LIMIT);
            two.bind("udp://127.0.0.1;" + group + ":" + at.port()).block(LIMIT);
            one.to(group + ":" + at.port()).send("to all").block(LIMIT);
            ZmqMessage heard = two.receiveOne().block(LIMIT);
            assertThat(heard).isEqualTo(ZmqMessage.of("127.0.0.1:" + at.port(), "to all"));
            assertThat(texts(one, 1)).containsExactly("to all");
        }

        @Test
        @DisplayName("speaks IPv6, and IPv4 beside it with the option ipv6")
        void ipv6() {
            assumeTrue(Loopback.hasIpv6());
            DgramSocket both = zmq.dgram(o -> o.ipv6(true));
            Endpoint at = both.bind("udp://*:*").block(LIMIT);
            DgramSocket six = zmq.dgram();
            Endpoint from = six.bind("udp://[::1]:*").block(LIMIT);
            six.to("[::1]:" + at.port()).send("six").block(LIMIT);
            assertThat(both.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of(from.address(), "six"));
            try (Datagrams four = new Datagrams()) {
                four.send(at, "four");
                assertThat(both.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of(four.at(), "four"));
                both.to(four.at()).send("back").block(LIMIT);
                assertThat(four.receiveText()).isEqualTo("back");
                both.to(from.address()).send("").block(LIMIT);
                assertThat(six.receiveOne().block(LIMIT).text()).isEmpty();
            }
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
