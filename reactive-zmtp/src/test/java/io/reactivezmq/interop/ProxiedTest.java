package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ConnectFailedException;
import io.reactivezmq.event.SocketEvent.ConnectFailed;
import io.reactivezmq.event.SocketEvent.Connected;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.options.PushOptions;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.Ports;
import io.reactivezmq.testing.SocksServer;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Behind a SOCKS proxy, a connection")
class ProxiedTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private ZmqContext zmq;
    private SocksServer proxy;

    @BeforeEach
    void open() throws IOException {
        zmq = ZmqContext.create();
        proxy = new SocksServer("user", "secret");
    }

    @AfterEach
    void close() throws IOException {
        zmq.close().block(LIMIT);
        proxy.close();
    }

    private PushSocket push(Consumer<PushOptions> more) {
        return zmq.push(o -> {
            o.socksProxy(proxy.address())
                    .proxyCredentials("user", "secret")
                    .linger(Duration.ZERO)
                    .reconnectInterval(Duration.ofMillis(20));
            more.accept(o);
        });
    }

    @ParameterizedTest(name = "to {0} asks it for the {1}")
    @CsvSource({
        "tcp://no-such-host.invalid:, '', name no-such-host.invalid",
        "tcp://127.0.0.1:,            '', number 127.0.0.1",
        "ws://no-such-host.invalid:, /feed, name no-such-host.invalid",
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
        }
        assertThat(events.all()).noneMatch(Connected.class::isInstance);
    }

    @Test
    @DisplayName("fails without the right password, and is tried again")
    void refused() {
        assertFails(push(o -> o.proxyCredentials("user", "guess")), "tcp://127.0.0.1:5555", "authStatus");
    }

    @Test
    @DisplayName("fails when nobody is at its target")
    void nobody() {
        assertFails(push(o -> {}), Ports.freeEndpoint(), "REFUSED");
    }

    @Test
    @DisplayName("fails when there is no proxy")
    void noProxy() {
        assertFails(push(o -> o.socksProxy("127.0.0.1:" + Ports.free())), "tcp://127.0.0.1:5555", "refused");
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
