package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ConnectFailedException;
import io.reactivezmq.event.SocketEvent.ConnectFailed;
import io.reactivezmq.event.SocketEvent.ConnectRetried;
import io.reactivezmq.event.SocketEvent.Connected;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.options.PushOptions;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.Ports;
import io.reactivezmq.testing.ProxyServer;
import io.reactivezmq.testing.ProxyServer.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A connection")
class ProxiedTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** By each kind of proxy the same. */
    abstract static class By {

        private final Kind kind;
        private ZmqContext zmq;
        private ProxyServer proxy;

        By(Kind kind) {
            this.kind = kind;
        }

        /** The text of the failure when the proxy refuses the credentials. */
        abstract String stranger();

        /** The text of the failure when no process listens at the target. */
        abstract String nobody();

        @BeforeEach
        void open() throws IOException {
            zmq = ZmqContext.create();
            proxy = new ProxyServer(kind, "user", "secret");
        }

        @AfterEach
        void close() throws IOException {
            zmq.close().block(LIMIT);
            proxy.close();
        }

        private PushSocket push(Consumer<PushOptions> more) {
            return zmq.push(o -> {
                by(o, proxy.address())
                        .proxyCredentials("user", "secret")
                        .linger(Duration.ZERO)
                        .reconnectInterval(Duration.ofMillis(20));
                more.accept(o);
            });
        }

        private PushOptions by(PushOptions options, String address) {
            return switch (kind) {
                case SOCKS5 -> options.socksProxy(address);
                case SOCKS4 -> options.socks4Proxy(address);
                case HTTP -> options.httpProxy(address);
            };
        }

        @ParameterizedTest(name = "to {0} asks it for the {1}")
        @CsvSource({
            "tcp://no-such-host.invalid:, '', name no-such-host.invalid",
            "tcp://127.0.0.1:,            '', number 127.0.0.1",
            "ws://no-such-host.invalid:, /feed, name no-such-host.invalid",
            "ws://no_such_host.invalid:, '',    name no_such_host.invalid",
        })
        void talks(String target, String path, String asked) {
            PullSocket pull = zmq.pull();
            Endpoint at = pull.bind((target.startsWith("ws") ? "ws" : "tcp") + "://127.0.0.1:*" + path)
                    .block(LIMIT);
            PushSocket push = push(o -> {}).connect(target + at.port() + path);
            for (ZmqMessage message : new ZmqMessage[] {ZmqMessage.of("x"), ZmqMessage.wrap(new byte[300_000])}) {
                push.send(message).block(LIMIT);
                assertThat(pull.receiveOne().block(LIMIT)).isEqualTo(message);
            }
            assertThat(proxy.asked()).containsExactly(asked);
        }

        private void assertFails(PushSocket push, String endpoint, String words) {
            EventLog events = EventLog.of(push);
            push.connect(endpoint);
            for (int i = 0; i < 2; i++) {
                assertThat(events.next(ConnectFailed.class).cause())
                        .isInstanceOf(ConnectFailedException.class)
                        .hasMessageContaining(endpoint)
                        .hasMessageContaining(words);
                events.next(ConnectRetried.class);
            }
            assertThat(events.all()).noneMatch(Connected.class::isInstance);
        }

        @Test
        @DisplayName("fails with credentials that the proxy refuses, and is tried again")
        void refused() {
            String name = kind == Kind.SOCKS4 ? "stranger" : "user";
            assertFails(push(o -> o.proxyCredentials(name, "guess")), "tcp://127.0.0.1:5555", stranger());
            assertThat(proxy.asked()).isEmpty();
        }

        @Test
        @DisplayName("fails without credentials where they are wanted")
        void anonymous() {
            PushSocket push = zmq.push(o -> by(o, proxy.address()).reconnectInterval(Duration.ofMillis(20)));
            assertFails(push, "tcp://127.0.0.1:5555", ", none, ");
            assertThat(proxy.asked()).isEmpty();
        }

        @Test
        @DisplayName("fails when no process listens at its target, until one does")
        void noPeerThere() {
            Endpoint later = new Endpoint(Ports.freeEndpoint());
            PushSocket push = push(o -> {});
            assertFails(push, later.uri(), nobody());
            PullSocket pull = zmq.pull();
            pull.bind(later.uri()).block(LIMIT);
            push.send("x").block(LIMIT);
            assertThat(pull.receiveOne().block(LIMIT).text()).isEqualTo("x");
        }

        @Test
        @DisplayName("fails when there is no proxy")
        void noProxy() {
            assertFails(push(o -> by(o, "127.0.0.1:" + Ports.free())), "tcp://127.0.0.1:5555", "refused");
        }

        @Test
        @DisplayName("fails in time when the proxy says nothing")
        void silentProxy() throws IOException {
            try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
                assertFails(
                        push(o -> by(o, "127.0.0.1:" + silent.getLocalPort()).connectTimeout(Duration.ofMillis(200))),
                        "tcp://127.0.0.1:5555",
                        "timeout");
            }
        }

        @Test
        @DisplayName("comes back after it was lost")
        void comesBack() {
            PullSocket first = zmq.pull();
            Endpoint at = first.bind("tcp://127.0.0.1:*").block(LIMIT);
            PushSocket push = push(o -> {});
            EventLog events = EventLog.of(push);
            push.connect(at).send("x").block(LIMIT);
            assertThat(first.receiveOne().block(LIMIT).text()).isEqualTo("x");
            first.close().block(LIMIT);
            events.next(Disconnected.class);
            PullSocket second = zmq.pull();
            second.bind(at.uri()).block(LIMIT);
            push.send("y").block(LIMIT);
            assertThat(second.receiveOne().block(LIMIT).text()).isEqualTo("y");
        }
    }

    @Nested
    @DisplayName("by way of a SOCKS 5 proxy")
    class Socks5 extends By {

        Socks5() {
            super(Kind.SOCKS5);
        }

        @Override
        String stranger() {
            return "authStatus";
        }

        @Override
        String nobody() {
            return "REFUSED";
        }
    }

    @Nested
    @DisplayName("by way of a SOCKS 4a proxy")
    class Socks4 extends By {

        Socks4() {
            super(Kind.SOCKS4);
        }

        @Override
        String stranger() {
            return "IDENTD_AUTH_FAILURE";
        }

        @Override
        String nobody() {
            return "REJECTED_OR_FAILED";
        }
    }

    @Nested
    @DisplayName("by way of an HTTP proxy")
    class Http extends By {

        Http() {
            super(Kind.HTTP);
        }

        @Override
        String stranger() {
            return "407";
        }

        @Override
        String nobody() {
            return "502";
        }
    }
}
