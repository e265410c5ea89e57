package io.reactivezmq.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.LinkTimeoutException;
import io.reactivezmq.error.TlsFailedException.Reason;
import io.reactivezmq.event.SocketEvent.ConnectFailed;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.options.PushOptions;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.ProxyServer;
import io.reactivezmq.testing.RawPeer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** TLS around ZMTP: what goes through it, and connections whose TLS handshake does not come. */
@DisplayName("TLS")
class TlsTest extends TlsFixture {

    @Test
    @DisplayName("Requests and answers, small and large")
    void roundTrip() throws Exception {
        TlsConfig tls = localServer();
        RepSocket rep = zmq.rep(o -> o.tls(tls));
        Endpoint at = rep.bind("tls+tcp://127.0.0.1:*").block(LIMIT);
        assertThat(at.uri()).startsWith("tls+tcp://127.0.0.1:");
        rep.serve(request -> Mono.just(ZmqMessage.wrap(request.unwrap(0)))).subscribe();
        ReqSocket req = zmq.req(o -> o.tls(client())).connect(at);
        for (int size : new int[] {0, 1, 300, 10_000, 5_000_000}) {
            byte[] body = new byte[size];
            Arrays.fill(body, (byte) size);
            assertThat(req.request(ZmqMessage.wrap(body)).block(LIMIT)).isEqualTo(ZmqMessage.wrap(body));
        }
    }

    @Test
    @DisplayName("Many messages, in order, with PLAIN and with CURVE within")
    void withMechanisms() throws Exception {
        TlsConfig tls = localServer();
        PullSocket plain = zmq.pull(
                o -> o.tls(tls).plainServer().authenticator(Authenticators.passwords(Map.of("admin", "secret"))));
        PushSocket toPlain = zmq.push(o -> o.tls(client()).plainClient("admin", "secret"))
                .connect(plain.bind("tls+tcp://127.0.0.1:*").block(LIMIT));
        carries(toPlain, plain);
        CurveKeyPair keys = CurveKeyPair.generate();
        PullSocket curve = zmq.pull(o -> o.tls(tls).curveServer(keys));
        PushSocket toCurve = zmq.push(o -> o.tls(client()).curveClient(keys.publicKey(), CurveKeyPair.generate()))
                .connect(curve.bind("tls+tcp://127.0.0.1:*").block(LIMIT));
        carries(toCurve, curve);
    }

    private static void carries(PushSocket push, PullSocket pull) {
        push.send(Flux.range(0, 5000).map(i -> ZmqMessage.of("message " + i))).subscribe();
        assertThat(pull.receive().take(5000).map(ZmqMessage::text).collectList().block(LIMIT))
                .hasSize(5000)
                .startsWith("message 0", "message 1")
                .endsWith("message 4999");
    }

    @Test
    @DisplayName("goes around WebSockets too, as wss")
    void webSocket() throws Exception {
        TlsConfig local = localServer();
        var pull = zmq.pull(o -> o.tls(local));
        Endpoint at = pull.bind("wss://127.0.0.1:*/feed").block(LIMIT);
        assertThat(at.uri()).startsWith("wss://127.0.0.1:").endsWith("/feed");
        zmq.push(o -> o.tls(client()))
                .connect("wss://localhost:" + at.port() + "/feed")
                .send(ZmqMessage.wrap(new byte[300_000]))
                .block(LIMIT);
        assertThat(pull.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.wrap(new byte[300_000]));

        var untrusting = zmq.push(o -> o.tls(TlsConfig.create().trust(untrusted)));
        EventLog events = EventLog.of(untrusting);
        untrusting.connect("wss://localhost:" + at.port() + "/feed");
        assertTls(events.next(ConnectFailed.class).cause(), Reason.UNTRUSTED);
    }

    @ParameterizedTest(name = "{0}: goes through a proxy that sees nothing of it, {1}")
    @CsvSource({"HTTP, tls+tcp", "HTTP, wss", "SOCKS5, tls+tcp", "SOCKS5, wss", "SOCKS4, tls+tcp", "SOCKS4, wss"})
    void byWayOfAProxy(ProxyServer.Kind kind, String transport) throws Exception {
        TlsConfig local = localServer();
        var pull = zmq.pull(o -> o.tls(local));
        Endpoint at = pull.bind(transport + "://127.0.0.1:*").block(LIMIT);
        try (ProxyServer proxy = new ProxyServer(kind, "user", "secret")) {
            var push = zmq.push(o -> {
                o.tls(client()).proxyCredentials("user", "secret");
                by(kind, o, proxy.address());
            });
            push.connect(transport + "://localhost:" + at.port())
                    .send(ZmqMessage.wrap(new byte[300_000]))
                    .block(LIMIT);
            assertThat(pull.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.wrap(new byte[300_000]));
            assertThat(proxy.asked()).containsExactly("name localhost");

            var untrusting = zmq.push(o -> {
                o.tls(TlsConfig.create().trust(untrusted)).proxyCredentials("user", "secret");
                by(kind, o, proxy.address());
            });
            EventLog events = EventLog.of(untrusting);
            untrusting.connect(transport + "://localhost:" + at.port());
            assertTls(events.next(ConnectFailed.class).cause(), Reason.UNTRUSTED);
        }
    }

    private static void by(ProxyServer.Kind kind, PushOptions options, String proxy) {
        switch (kind) {
            case SOCKS5 -> options.socksProxy(proxy);
            case SOCKS4 -> options.socks4Proxy(proxy);
            case HTTP -> options.httpProxy(proxy);
        }
    }

    @Test
    @DisplayName("A peer without TLS, and one that leaves")
    void notTls() throws Exception {
        TlsConfig tls = localServer();
        PullSocket pull = zmq.pull(o -> o.tls(tls));
        EventLog events = EventLog.of(pull);
        Endpoint at = pull.bind("tls+tcp://127.0.0.1:*").block(LIMIT);
        try (RawPeer peer = RawPeer.connect(at)) {
            peer.send(RawPeer.greeting());
            assertTls(events.next(HandshakeFailed.class).cause(), Reason.NOT_TLS);
            peer.readToEnd();
        }
        RawPeer.connect(at).close();
        assertThat(events.next(HandshakeFailed.class).cause()).isNotNull();
    }

    @Test
    @DisplayName("A peer that does not go on is given up after handshakeTimeout")
    void handshakeTimeout() throws Exception {
        TlsConfig tls = localServer();
        PullSocket pull = zmq.pull(o -> o.tls(tls).handshakeTimeout(Duration.ofMillis(300)));
        EventLog events = EventLog.of(pull);
        Endpoint at = pull.bind("tls+tcp://127.0.0.1:*").block(LIMIT);
        try (RawPeer peer = RawPeer.connect(at)) {
            assertThat(events.next(HandshakeFailed.class).cause()).isInstanceOf(LinkTimeoutException.class);
            peer.readToEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls+tcp", "wss"})
    @DisplayName("A connection beyond maxConnections is closed before any TLS")
    void refusedBeforeTls(String transport) throws Exception {
        TlsConfig tls = localServer();
        PullSocket pull = zmq.pull(o -> o.tls(tls).maxConnections(1));
        EventLog events = EventLog.of(pull);
        Endpoint at = pull.bind(transport + "://127.0.0.1:*").block(LIMIT);
        zmq.push(o -> o.tls(client())).connect(at.uri().replace("127.0.0.1", "localhost"));
        events.next(HandshakeSucceeded.class);
        try (RawPeer silent = RawPeer.connect(at)) {
            assertThat(events.next(HandshakeFailed.class).cause()).hasMessageContaining("maxConnections");
            // Otherwise it would be closed after the TLS handshake, or after the limit of 30 seconds for that.
            assertThat(silent.readToEnd()).isEmpty();
        }
    }
}
