package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.ConnectFailedException;
import io.reactivezmq.error.InvalidEndpointException;
import io.reactivezmq.error.LinkTimeoutException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.UnknownEndpointException;
import io.reactivezmq.event.SocketEvent.Closed;
import io.reactivezmq.event.SocketEvent.ConnectFailed;
import io.reactivezmq.event.SocketEvent.ConnectRetried;
import io.reactivezmq.event.SocketEvent.Connected;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.Loops;
import io.reactivezmq.testing.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A tcp endpoint, besides what TcpEndpointsTest says,")
class TcpAddressingTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration RETRY = Duration.ofMillis(10);

    private ZmqContext zmq;
    private PullSocket pull;
    private PushSocket push;
    private EventLog pullEvents;
    private EventLog pushEvents;

    @BeforeEach
    void open() {
        zmq = ZmqContext.create();
        pull = zmq.pull(o -> o.reconnectInterval(RETRY));
        push = zmq.push(o -> o.reconnectInterval(RETRY));
        pullEvents = EventLog.of(pull);
        pushEvents = EventLog.of(push);
    }

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    private void assertTraffic() {
        push.send("x").block(LIMIT);
        assertThat(pull.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of("x"));
    }

    @Test
    @DisplayName("may name the source")
    void source() {
        Endpoint endpoint = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        push.connect("tcp://127.0.0.1:0;127.0.0.1:" + endpoint.port());
        assertTraffic();
    }

    @Test
    @DisplayName("may name the source's port too")
    void sourcePort() {
        Endpoint endpoint = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        int port = Ports.free();
        String uri = "tcp://127.0.0.1:" + port + ";127.0.0.1:" + endpoint.port();
        push.connect(uri);
        assertTraffic();
        assertThat(pullEvents.next(HandshakeSucceeded.class).peer().address()).isEqualTo("127.0.0.1:" + port);
        assertThat(pushEvents.next(Connected.class).endpoint()).isEqualTo(uri);
        push.disconnect(uri);
        pullEvents.next(Disconnected.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("is unbound by what it was resolved to, or by what was given")
    void unbind(boolean resolved) {
        Endpoint endpoint = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        push.connect(endpoint);
        assertTraffic();
        pull.unbind(resolved ? endpoint.uri() : "tcp://127.0.0.1:*").block(LIMIT);
        assertThat(pullEvents.next(Closed.class).endpoint()).isEqualTo(endpoint.uri());
        pushEvents.next(Disconnected.class);
        assertThat(pushEvents.next(ConnectFailed.class).cause()).isInstanceOf(ConnectFailedException.class);
        assertThatThrownBy(() -> pull.unbind(endpoint).block(LIMIT)).isInstanceOf(UnknownEndpointException.class);
        pull.bind(endpoint.uri()).block(LIMIT);
        assertTraffic();
    }

    @Test
    @DisplayName("is disconnected by the resolved address")
    void disconnect() {
        Endpoint endpoint = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        push.connect(endpoint);
        assertTraffic();
        push.disconnect(endpoint);
        assertThat(pushEvents.next(Closed.class).endpoint()).isEqualTo(endpoint.uri());
        pullEvents.next(Disconnected.class);
        assertThatThrownBy(() -> push.disconnect(endpoint))
                .isInstanceOf(UnknownEndpointException.class)
                .hasMessageContaining(endpoint.uri());
    }

    @ParameterizedTest
    @CsvSource({"tcp://;127.0.0.1:5555, source", "tcp://127.0.0.1:0;, source", "tcp://nocard:0;127.0.0.1:5555, nocard"})
    @DisplayName("with a source that makes no sense is refused at once")
    void wrongToConnect(String endpoint, String complaint) {
        assertThatThrownBy(() -> push.connect(endpoint))
                .isInstanceOf(InvalidEndpointException.class)
                .hasMessageContaining("'" + endpoint + "'")
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("whose source has no address is a failed attempt, and is tried again")
    void sourceWithoutAddress(boolean proxied) {
        PushSocket nowhere = zmq.push(o -> {
            o.reconnectInterval(RETRY).linger(Duration.ZERO);
            if (proxied) {
                o.socksProxy("127.0.0.1:5555");
            }
        });
        EventLog events = EventLog.of(nowhere);
        nowhere.connect("tcp://[::1%nozone]:0;127.0.0.1:5555");
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(events.next(ConnectFailed.class).cause())
                    .isInstanceOf(ConnectFailedException.class)
                    .hasStackTraceContaining("the source '::1%nozone'");
            events.next(ConnectRetried.class);
        }
    }

    @Test
    @DisplayName("that can only be connected to is refused by bind at once")
    void wrongToBind() {
        assertThatThrownBy(() -> pull.bind("tcp://127.0.0.1:0;127.0.0.1:5555"))
                .isInstanceOf(InvalidEndpointException.class)
                .hasMessageContaining("tcp://127.0.0.1:0;127.0.0.1:5555");
    }

    @Test
    @DisplayName("of which nothing is heard is given up in time, and tried again")
    void connectTimeout() throws IOException {
        List<Socket> crowd = new ArrayList<>();
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assumeTrue(fill(silent, crowd), "this system accepts any number of connections");
            PushSocket waiting = zmq.push(o -> o.connectTimeout(Duration.ofMillis(150))
                    .reconnectInterval(RETRY)
                    .linger(Duration.ZERO));
            EventLog events = EventLog.of(waiting);
            waiting.connect("tcp://127.0.0.1:" + silent.getLocalPort());
            for (int i = 0; i < 2; i++) {
                assertThat(events.next(ConnectFailed.class).cause())
                        .isInstanceOfSatisfying(
                                LinkTimeoutException.class,
                                late -> assertThat(late.stage()).isEqualTo(LinkTimeoutException.Stage.CONNECT));
                events.next(ConnectRetried.class);
            }
            assertThat(events.all()).noneMatch(Connected.class::isInstance);
        } finally {
            for (Socket one : crowd) {
                one.close();
            }
        }
    }

    /**
     * Connects until there is no place to wait for being accepted any more, where the system then says nothing at all.
     */
    private static boolean fill(ServerSocket server, List<Socket> crowd) throws IOException {
        for (int i = 0; i < 10; i++) {
            Socket one = new Socket();
            crowd.add(one);
            try {
                one.connect(server.getLocalSocketAddress(), 300);
            } catch (SocketTimeoutException full) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest(name = "{0} has an accept filter: it accepts peers from {1} and not from {2}")
    @CsvSource({
        "tcp://127.0.0.1:*, 127.0.0.0/8, 127.0.0.0/32",
        "tcp://127.0.0.1:*, 127.0.0.1,   126.0.0.0/8",
        "ws://127.0.0.1:*,  127.0.0.1/9, 127.128.0.0/9",
        "tcp://[::1]:*,     ::/64,       ::2/127",
        "tcp://[::1]:*,     ::1,         fe80::/10",
    })
    void acceptFilters(String endpoint, String lets, String keeps) {
        assumeTrue(Loopback.hasIpv6() || !endpoint.contains("::1"));
        PullSocket open = zmq.pull(o -> o.ipv6(true).acceptFilter(lets));
        push.connect(open.bind(endpoint).block(LIMIT)).send("x").block(LIMIT);
        assertThat(open.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of("x"));
        PullSocket shut = zmq.pull(o -> o.ipv6(true).acceptFilter(keeps));
        EventLog events = EventLog.of(shut);
        zmq.push().connect(shut.bind(endpoint).block(LIMIT));
        assertThat(events.next(HandshakeFailed.class).cause())
                .isInstanceOf(PeerRefusedException.class)
                .hasMessageContaining("accept filter");
        assertThat(events.all()).noneMatch(HandshakeSucceeded.class::isInstance);
    }

    @Test
    @DisplayName("accepts the peers that one of the accept filters names, and no other")
    void acceptFilter() {
        PullSocket open = zmq.pull(o -> o.acceptFilter("10.0.0.0/8").acceptFilter("127.0.0.0/8"));
        push.connect(open.bind("tcp://127.0.0.1:*").block(LIMIT)).send("x").block(LIMIT);
        assertThat(open.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of("x"));

        PullSocket shut = zmq.pull(o -> o.acceptFilter("10.0.0.0/8").acceptFilter("::1"));
        EventLog events = EventLog.of(shut);
        PushSocket stranger = zmq.push(o -> o.reconnectInterval(RETRY));
        EventLog strangersEvents = EventLog.of(stranger);
        stranger.connect(shut.bind("tcp://127.0.0.1:*").block(LIMIT));
        HandshakeFailed refused = events.next(HandshakeFailed.class);
        assertThat(refused.cause()).isInstanceOf(PeerRefusedException.class).hasMessageContaining("accept filter");
        assertThat(refused.address()).startsWith("127.0.0.1:");
        strangersEvents.next(HandshakeFailed.class);
        strangersEvents.next(Connected.class);
        assertThat(strangersEvents.all()).noneMatch(HandshakeSucceeded.class::isInstance);
    }

    @Test
    @DisplayName("reports a connection beyond maxConnections once, although the accept filter would refuse it too")
    void refusedForTwoReasons() throws IOException {
        PullSocket full = zmq.pull(o -> o.acceptFilter("127.0.0.1/32").maxConnections(1));
        EventLog events = EventLog.of(full);
        Endpoint at = full.bind("tcp://127.0.0.1:*").block(LIMIT);
        push.connect(at);
        events.next(HandshakeSucceeded.class);
        InetAddress other = InetAddress.getByName("127.0.0.2");
        try (Socket refused = new Socket(InetAddress.getByName("127.0.0.1"), at.port(), other, 0)) {
            refused.setSoTimeout((int) LIMIT.toMillis());
            assertThat(events.next(HandshakeFailed.class).cause()).hasMessageContaining("maxConnections");
            assertThat(refused.getInputStream().read()).isEqualTo(-1);
        }
        full.unbind(at.uri()).block(LIMIT);
        events.next(Closed.class);
        assertThat(events.kinds()).startsWith("Listening Accepted HandshakeSucceeded HandshakeFailed ");
        assertThat(events.all()).filteredOn(HandshakeFailed.class::isInstance).hasSize(1);
    }

    @Test
    @DisplayName("may be kept to one network interface, where the system can do that")
    void device() {
        assumeTrue(Loops.EPOLL.areAvailable());
        PullSocket there = zmq.pull(o -> o.bindToDevice("lo"));
        PushSocket here = zmq.push(o -> o.bindToDevice("lo"));
        here.connect(there.bind("tcp://127.0.0.1:*").block(LIMIT)).send("x").block(LIMIT);
        assertThat(there.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.of("x"));

        assertThatThrownBy(() -> zmq.pull(o -> o.bindToDevice("nocard"))
                        .bind("tcp://127.0.0.1:*")
                        .block(LIMIT))
                .isInstanceOf(BindFailedException.class);
        PushSocket nowhere = zmq.push(o -> o.bindToDevice("nocard").reconnectInterval(RETRY));
        EventLog events = EventLog.of(nowhere);
        nowhere.connect("tcp://127.0.0.1:5555");
        assertThat(events.next(ConnectFailed.class).cause()).isInstanceOf(ConnectFailedException.class);
    }

    @Test
    @DisplayName("cannot be kept to one network interface on the JDK's channels, which is reported")
    void deviceOnNio() {
        try (Loops.Running loops = Loops.NIO.start()) {
            ZmqContext nio = ZmqContext.on(loops.group());
            assertThatThrownBy(() -> nio.pull(o -> o.bindToDevice("lo"))
                            .bind("tcp://127.0.0.1:*")
                            .block(LIMIT))
                    .isInstanceOf(BindFailedException.class)
                    .hasStackTraceContaining("epoll");
            nio.close().block(LIMIT);
        }
    }
}
