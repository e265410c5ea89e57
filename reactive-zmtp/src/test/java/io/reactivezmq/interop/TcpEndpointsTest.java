package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.NetUtil;
import io.reactivezmq.DealerSocket;
import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.ConnectFailedException;
import io.reactivezmq.error.InvalidEndpointException;
import io.reactivezmq.error.UnknownEndpointException;
import io.reactivezmq.error.UnsupportedTransportException;
import io.reactivezmq.event.SocketEvent.BindFailed;
import io.reactivezmq.event.SocketEvent.ConnectFailed;
import io.reactivezmq.event.SocketEvent.ConnectRetried;
import io.reactivezmq.event.SocketEvent.Listening;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.Ports;
import io.reactivezmq.zmtp.NettyLoops;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@DisplayName("tcp endpoints")
class TcpEndpointsTest {

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

    private PushSocket push() {
        return zmq.push(o -> o.linger(Duration.ZERO).ipv6(true));
    }

    @ParameterizedTest(name = "bound to {0} it is at {1}, and reached at {2}")
    @CsvSource({
        "tcp://127.0.0.1:*, tcp://127.0.0.1:, tcp://127.0.0.1:",
        "tcp://127.0.0.1:0, tcp://127.0.0.1:, tcp://localhost:",
        "tcp://*:0,         tcp://0.0.0.0:,   tcp://127.0.0.1:",
        "tcp://*:*,         tcp://0.0.0.0:,   tcp://localhost:",
        "tcp://0.0.0.0:*,   tcp://0.0.0.0:,   tcp://127.0.0.1:",
        "tcp://localhost:*, tcp://127.0.0.1:, tcp://localhost:",
        "tcp://lo:*,        tcp://127.0.0.1:, tcp://127.0.0.1:",
    })
    void resolves(String bound, String resolved, String reached) {
        PullSocket pull = zmq.pull();
        EventLog events = EventLog.of(pull);
        Endpoint endpoint = pull.bind(bound).block(LIMIT);
        assertThat(endpoint.uri()).startsWith(resolved);
        assertThat(endpoint.port()).isPositive();
        assertThat(events.next(Listening.class).endpoint()).isEqualTo(endpoint.uri());
        Pipeline.assertDelivers(pull, push().connect(reached + endpoint.port()));
    }

    @ParameterizedTest(name = "IPv6: bound to {0} it is at {1}, and reached at {2}")
    @CsvSource({
        "tcp://[::1]:*, tcp://[::1]:, tcp://[::1]:",
        "tcp://*:*,     tcp://[::]:,  tcp://[::1]:",
        "tcp://*:*,     tcp://[::]:,  tcp://127.0.0.1:",
    })
    void resolvesIpv6(String bound, String resolved, String reached) {
        assumeTrue(Loopback.hasIpv6(), "this machine has no IPv6");
        PullSocket pull = zmq.pull(o -> o.ipv6(true));
        Endpoint endpoint = pull.bind(bound).block(LIMIT);
        assertThat(endpoint.uri()).startsWith(resolved);
        Pipeline.assertDelivers(pull, push().connect(reached + endpoint.port()));
    }

    private static List<NetworkInterface> cards() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .filter(card -> card.getName().matches("\\w+"))
                .toList();
    }

    @Test
    @DisplayName("may be any interface of this machine, and are at its address")
    void interfaces() throws SocketException {
        int tried = 0;
        for (NetworkInterface card : cards()) {
            List<String> addresses = card.inetAddresses()
                    .filter(Inet4Address.class::isInstance)
                    .map(InetAddress::getHostAddress)
                    .toList();
            PullSocket pull = zmq.pull();
            String endpoint = "tcp://" + card.getName() + ":*";
            if (addresses.isEmpty()) {
                assertThatThrownBy(() -> pull.bind(endpoint).block(LIMIT))
                        .isInstanceOf(BindFailedException.class)
                        .hasMessageContaining(card.getName());
            } else {
                Endpoint at = pull.bind(endpoint).block(LIMIT);
                assertThat(at.uri()).isEqualTo("tcp://" + addresses.get(0) + ":" + at.port());
                Pipeline.assertDelivers(pull, push().connect(at));
                tried++;
            }
            pull.close().block(LIMIT);
        }
        assertThat(tried).isPositive();
    }

    @Test
    @DisplayName("that only a zone makes whole are bound and reached with it, by tcp and by ws")
    void zones() throws SocketException {
        assumeTrue(Loopback.hasIpv6(), "this machine has no IPv6");
        List<String> hosts = new ArrayList<>(List.of("[::1%lo]"));
        for (NetworkInterface card : cards()) {
            card.inetAddresses()
                    .filter(InetAddress::isLinkLocalAddress)
                    .filter(Inet6Address.class::isInstance)
                    .findFirst()
                    .ifPresent(
                            address -> hosts.add("[" + NetUtil.toAddressString(address) + "%" + card.getName() + "]"));
        }
        for (String host : hosts) {
            for (String transport : List.of("tcp://", "ws://")) {
                PullSocket pull = zmq.pull(o -> o.ipv6(true));
                Endpoint at = pull.bind(transport + host + ":*").block(LIMIT);
                assertThat(at.uri()).isEqualTo(transport + host + ":" + at.port());
                Pipeline.assertDelivers(pull, push().connect(at));
            }
        }
        PushSocket lost = push();
        EventLog events = EventLog.of(lost);
        lost.connect("tcp://[fe80::1%nocard]:5555");
        events.next(ConnectFailed.class);
        assertThatThrownBy(() -> zmq.pull().bind("tcp://[fe80::1%nocard]:*").block(LIMIT))
                .isInstanceOf(BindFailedException.class);
    }

    @Test
    @DisplayName("with * and without ipv6 are not reached by IPv6")
    void notIpv6() {
        assumeTrue(Loopback.hasIpv6(), "this machine has no IPv6");
        Endpoint endpoint = zmq.pull().bind("tcp://*:*").block(LIMIT);
        PushSocket push = push();
        EventLog events = EventLog.of(push);
        push.connect("tcp://[::1]:" + endpoint.port());
        events.next(ConnectFailed.class);
    }

    @Test
    @DisplayName("that were resolved can be connected to as they are, IPv6 too")
    void connectsToResolved() {
        assumeTrue(Loopback.hasIpv6(), "this machine has no IPv6");
        PullSocket pull = zmq.pull(o -> o.ipv6(true));
        Pipeline.assertDelivers(pull, push().connect(pull.bind("tcp://[::1]:*").block(LIMIT)));
    }

    @Test
    @DisplayName("may be connected to before a peer listens")
    void connectsFirst() {
        String endpoint = Ports.freeEndpoint();
        PushSocket push =
                zmq.push(o -> o.reconnectInterval(Duration.ofMillis(20))).connect(endpoint);
        EventLog events = EventLog.of(push);
        events.next(ConnectRetried.class);
        PullSocket pull = zmq.pull();
        assertThat(pull.bind(endpoint).block(LIMIT).uri()).isEqualTo(endpoint);
        Pipeline.assertDelivers(pull, push);
    }

    @Test
    @DisplayName("may be several on one socket, bound and connected")
    void several() {
        PullSocket pull = zmq.pull();
        PushSocket waiting = push();
        for (int i = 0; i < 3; i++) {
            push().connect(pull.bind("tcp://127.0.0.1:*").block(LIMIT))
                    .send("to " + i)
                    .block(LIMIT);
            pull.connect(waiting.bind("tcp://127.0.0.1:*").block(LIMIT));
        }
        waiting.awaitPeers(3).block(LIMIT);
        waiting.send(Flux.range(0, 3).map(i -> ZmqMessage.of("from " + i))).block(LIMIT);
        assertThat(pull.receive().take(6).map(ZmqMessage::text).collectList().block(LIMIT))
                .containsExactlyInAnyOrder("to 0", "to 1", "to 2", "from 0", "from 1", "from 2");
    }

    @Test
    @DisplayName("are free again when the bind was canceled, although it had just succeeded")
    void boundInVain() throws Exception {
        String endpoint = Ports.freeEndpoint();
        int port = new Endpoint(endpoint).port();
        EventLoopGroup one = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (OwnLoops own = new OwnLoops(one)) {
            CompletableFuture<Void> cancelled = new CompletableFuture<>();
            Disposable attempt = own.zmq().pull().bind(endpoint).subscribe(bound -> {}, failure -> {});
            EventLoop loop = one.next();
            // Between all that happens on the loop: it is the first to see that the port is taken.
            loop.execute(new Runnable() {
                @Override
                public void run() {
                    if (isFree(port)) {
                        loop.execute(this);
                    } else {
                        attempt.dispose();
                        cancelled.complete(null);
                    }
                }
            });
            cancelled.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            Await.until("the port to be free", () -> isFree(port));
        }
    }

    private record OwnLoops(EventLoopGroup loops, ZmqContext zmq) implements AutoCloseable {

        OwnLoops(EventLoopGroup loops) {
            this(loops, ZmqContext.on(NettyLoops.shared(useNative -> loops)));
        }

        @Override
        public void close() {
            zmq.close().block(LIMIT);
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    @Test
    @DisplayName("connected twice make two connections, but on a DEALER one")
    void connectedTwice() {
        PullSocket pull = zmq.pull();
        Endpoint endpoint = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        push().connect(endpoint).connect(endpoint);
        pull.awaitPeers(2).block(LIMIT);

        DealerSocket bound = zmq.dealer();
        DealerSocket dealer = zmq.dealer();
        Endpoint other = bound.bind("tcp://127.0.0.1:*").block(LIMIT);
        dealer.connect(other).connect(other).awaitPeers(1).block(LIMIT);
        assertThat(dealer.statistics().block(LIMIT).peers()).hasSize(1);
    }

    @ParameterizedTest(name = "{0} cannot be connected to, because {1}")
    @CsvSource({
        "tcp://,                    transport://address",
        "tcp,                       transport://address",
        "://x,                      transport://address",
        "tcp://x,                   port",
        "tcp://127.0.0.1:,          port",
        "tcp://127.0.0.1:99999,     99999",
        "tcp://127.0.0.1:-1,        -1",
        "tcp://127.0.0.1:0,         port",
        "tcp://127.0.0.1:*,         port",
        "tcp://127.0.0.1:http,      http",
        "tcp://*:5555,              *",
        "tcp://:5555,               host",
        "tcp://a b:5555,            a b",
        "tcp://[::zz]:5555,         ::zz",
    })
    void badConnect(String endpoint, String reason) {
        PushSocket push = push();
        assertThatExceptionOfType(InvalidEndpointException.class)
                .isThrownBy(() -> push.connect(endpoint))
                .withMessageContaining("'" + endpoint + "'")
                .withMessageContaining(reason)
                .satisfies(e -> assertThat(e.endpoint()).isEqualTo(endpoint));
    }

    @ParameterizedTest(name = "{0} cannot be bound, because {1}")
    @CsvSource({
        "tcp://,                transport://address",
        "tcp://x,               port",
        "tcp://127.0.0.1:99999, 99999",
        "tcp://:*,              host",
        "tcp://[*]:*,           *",
    })
    void badBind(String endpoint, String reason) {
        PushSocket push = push();
        assertThatExceptionOfType(InvalidEndpointException.class)
                .isThrownBy(() -> push.bind(endpoint))
                .withMessageContaining("'" + endpoint + "'")
                .withMessageContaining(reason);
    }

    @ParameterizedTest(name = "{0} needs a transport that is not there")
    @ValueSource(strings = {"foo://x", "TCP://127.0.0.1:5555"})
    void unknownTransport(String endpoint) {
        PushSocket push = push();
        for (Consumer<String> call : List.<Consumer<String>>of(push::connect, push::bind)) {
            assertThatExceptionOfType(UnsupportedTransportException.class)
                    .isThrownBy(() -> call.accept(endpoint))
                    .withMessageContaining(endpoint.substring(0, 3));
        }
    }

    @Test
    @DisplayName("bound already cannot be bound again")
    void boundTwice() {
        Endpoint endpoint = zmq.pull().bind("tcp://127.0.0.1:*").block(LIMIT);
        PullSocket second = zmq.pull();
        EventLog events = EventLog.of(second);
        StepVerifier.create(second.bind(endpoint.uri()))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(BindFailedException.class)
                        .hasMessageContaining(endpoint.uri()))
                .verify(LIMIT);
        assertThat(events.next(BindFailed.class).cause()).isInstanceOf(BindFailedException.class);
    }

    @Test
    @DisplayName("of another machine cannot be bound")
    void foreignAddress() {
        StepVerifier.create(zmq.pull().bind("tcp://192.0.2.77:*"))
                .expectError(BindFailedException.class)
                .verify(LIMIT);
    }

    @Test
    @DisplayName("are free again after unbind, and after close")
    void freeAgain() {
        PullSocket pull = zmq.pull();
        Endpoint endpoint = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        pull.unbind(endpoint).block(LIMIT);
        assertThat(pull.bind(endpoint.uri()).block(LIMIT)).isEqualTo(endpoint);
        pull.close().block(LIMIT);
        PullSocket next = zmq.pull();
        assertThat(next.bind(endpoint.uri()).block(LIMIT)).isEqualTo(endpoint);
        Pipeline.assertDelivers(next, push().connect(endpoint));
    }

    @Test
    @DisplayName("with an unknown host are tried again, and each failure is reported")
    void unknownHost() {
        String endpoint = "tcp://no-such-host.invalid:5555";
        PushSocket push = zmq.push(o -> o.reconnectInterval(Duration.ofMillis(20)));
        EventLog events = EventLog.of(push);
        push.connect(endpoint);
        for (int i = 0; i < 2; i++) {
            ConnectFailed failed = events.next(ConnectFailed.class);
            assertThat(failed.endpoint()).isEqualTo(endpoint);
            assertThat(failed.cause())
                    .isInstanceOf(ConnectFailedException.class)
                    .hasMessageContaining("no-such-host.invalid");
            assertThat(events.next(ConnectRetried.class).delay()).isPositive();
        }
    }

    @Test
    @DisplayName("that are not connected or bound cannot be given up")
    void unknownEndpoint() {
        PushSocket push = push();
        assertThatThrownBy(() -> push.disconnect("tcp://127.0.0.1:5555"))
                .isInstanceOf(UnknownEndpointException.class)
                .hasMessageContaining("tcp://127.0.0.1:5555");
        StepVerifier.create(push.unbind("tcp://127.0.0.1:5555"))
                .expectError(UnknownEndpointException.class)
                .verify(LIMIT);
    }

    @Test
    @DisplayName("given up are not tried any more")
    void disconnect() {
        PullSocket pull = zmq.pull();
        Endpoint endpoint = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        PushSocket push = push().connect(endpoint);
        push.awaitPeers(1).block(LIMIT);
        push.disconnect(endpoint);
        Endpoint other = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        push.connect(other);
        CompletableFuture<ZmqMessage> received = pull.receiveOne().toFuture();
        push.send("elsewhere").block(LIMIT);
        assertThat(received).succeedsWithin(LIMIT);
        assertThat(received.join().peer().endpoint()).isEqualTo(other.uri());
    }
}
