package io.reactivezmq.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.LinkTimeoutException;
import io.reactivezmq.error.TlsFailedException;
import io.reactivezmq.error.TlsFailedException.Reason;
import io.reactivezmq.event.SocketEvent.AuthenticationFailed;
import io.reactivezmq.event.SocketEvent.ConnectAbandoned;
import io.reactivezmq.event.SocketEvent.ConnectFailed;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.options.PushOptions;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.ProxyServer;
import io.reactivezmq.testing.RawPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** TLS around ZMTP, with a chain of certificates made here: an authority, one below it, and those it signs. */
@DisplayName("TLS")
class TlsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    static Path directory;

    private static X509Bundle authority;
    private static Path trusted;
    private static Path untrusted;

    private final ZmqContext zmq = ZmqContext.create();

    @BeforeAll
    static void certificates() throws Exception {
        X509Bundle root = certificate("root").setIsCertificateAuthority(true).buildSelfSigned();
        authority = certificate("authority").setIsCertificateAuthority(true).buildIssuedBy(root);
        trusted = Files.writeString(directory.resolve("root.pem"), root.getCertificatePEM());
        X509Bundle other = certificate("other").setIsCertificateAuthority(true).buildSelfSigned();
        untrusted = Files.writeString(directory.resolve("other.pem"), other.getCertificatePEM());
    }

    private static CertificateBuilder certificate(String name) {
        return new CertificateBuilder().ecp256().subject("CN=" + name);
    }

    private static CertificateBuilder server(String name) {
        return certificate(name).addSanDnsName(name).addExtendedKeyUsageServerAuth();
    }

    private static Path chain(String name) {
        return directory.resolve(name + ".pem");
    }

    private static Path key(String name) {
        return directory.resolve(name + ".key");
    }

    private static void write(String name, CertificateBuilder certificate) throws Exception {
        X509Bundle bundle = certificate.buildIssuedBy(authority);
        Files.writeString(chain(name), bundle.getCertificatePathPEM());
        Files.writeString(key(name), bundle.getPrivateKeyPEM());
    }

    private static TlsConfig shows(String name, CertificateBuilder certificate) throws Exception {
        write(name, certificate);
        return TlsConfig.create().certificate(chain(name), key(name));
    }

    private static TlsConfig localServer() throws Exception {
        return shows("local", server("localhost").addSanIpAddress("127.0.0.1"));
    }

    private static TlsConfig client() {
        return TlsConfig.create().trust(trusted);
    }

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    private static void assertTls(Throwable cause, Reason reason) {
        assertThat(cause)
                .isInstanceOfSatisfying(
                        TlsFailedException.class,
                        failure ->
                                assertThat(failure.reason()).as("%s", failure).isEqualTo(reason));
    }

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
    @DisplayName("The subject of a client's certificate is on its messages")
    void mutual() throws Exception {
        TlsConfig tls = localServer().trust(trusted).requireClientCertificates(true);
        TlsConfig alice = shows("alice", certificate("Alice").addExtendedKeyUsageClientAuth())
                .trust(trusted);
        PullSocket pull = zmq.pull(o -> o.tls(tls));
        EventLog events = EventLog.of(pull);
        Endpoint at = pull.bind("tls+tcp://127.0.0.1:*").block(LIMIT);
        PushSocket push = zmq.push(o -> o.tls(alice)).connect(at);
        push.send("hello").block(LIMIT);
        ZmqMessage message = pull.receiveOne().block(LIMIT);
        assertThat(message.peer().certificateSubject()).isEqualTo("CN=Alice");
        // And the other way round.
        assertThat(push.statistics().block(LIMIT).peers().get(0).peer().certificateSubject())
                .isEqualTo("CN=localhost");

        PushSocket without = zmq.push(o -> o.tls(client()));
        EventLog refused = EventLog.of(without);
        without.connect(at);
        assertThat(events.next(HandshakeFailed.class).cause()).isInstanceOf(TlsFailedException.class);
        // In TLS 1.3 it hears of that only when it thinks that all is well.
        assertTls(refused.next(HandshakeFailed.class).cause(), Reason.REFUSED);
    }

    /** Lets in whom this certificate is for, and nobody else, whatever the mechanism. */
    private static Authenticator only(String subject, Queue<AuthRequest> asked) {
        return request -> {
            asked.add(request);
            return Mono.just(
                    request.certificateSubject().equals(subject)
                            ? AuthResult.accepted(subject)
                            : AuthResult.refused("not " + subject));
        };
    }

    @ParameterizedTest(name = "An authenticator is told whose certificate a client has shown, under {0}")
    @ValueSource(strings = {"NULL", "PLAIN", "CURVE"})
    void subjectForAuthenticators(String mechanism) throws Exception {
        Queue<AuthRequest> asked = new ConcurrentLinkedQueue<>();
        CurveKeyPair keys = CurveKeyPair.generate();
        TlsConfig tls = localServer().trust(trusted).requireClientCertificates(true);
        PullSocket pull = zmq.pull(o -> {
            o.tls(tls).authenticator(only("CN=Alice", asked));
            switch (mechanism) {
                case "PLAIN" -> o.plainServer();
                case "CURVE" -> o.curveServer(keys);
                default -> {}
            }
        });
        EventLog events = EventLog.of(pull);
        Endpoint at = pull.bind("tls+tcp://127.0.0.1:*").block(LIMIT);
        for (String name : List.of("Alice", "Mallory")) {
            TlsConfig shown = shows(name, certificate(name).addExtendedKeyUsageClientAuth())
                    .trust(trusted);
            PushSocket push = zmq.push(o -> {
                o.tls(shown).linger(Duration.ZERO);
                switch (mechanism) {
                    case "PLAIN" -> o.plainClient("admin", "secret");
                    case "CURVE" -> o.curveClient(keys.publicKey(), CurveKeyPair.generate());
                    default -> {}
                }
            });
            EventLog client = EventLog.of(push);
            push.connect(at);
            AuthRequest request;
            if (name.equals("Alice")) {
                push.send("hello").block(LIMIT);
                assertThat(pull.receiveOne().block(LIMIT).peer().userId()).isEqualTo("CN=Alice");
                request = asked.remove();
            } else {
                assertThat(client.next(AuthenticationFailed.class).status()).isEqualTo(400);
                client.next(ConnectAbandoned.class);
                assertThat(events.next(AuthenticationFailed.class).cause()).hasMessageContaining("not CN=Alice");
                request = asked.remove();
            }
            assertThat(request.certificateSubject()).isEqualTo("CN=" + name);
            assertThat(request.mechanism()).isEqualTo(mechanism);
            assertThat(request.address()).isEqualTo("127.0.0.1");
            assertThat(request.toString()).contains("CN=" + name).doesNotContain("secret");
        }
        assertThat(asked).isEmpty();
    }

    @Test
    @DisplayName("An authenticator is told of no subject where no certificate was asked for")
    void noSubject() throws Exception {
        Queue<AuthRequest> asked = new ConcurrentLinkedQueue<>();
        TlsConfig tls = localServer();
        PullSocket pull = zmq.pull(o -> o.tls(tls).authenticator(only("", asked)));
        zmq.push(o -> o.tls(client()))
                .connect(pull.bind("tls+tcp://127.0.0.1:*").block(LIMIT))
                .awaitPeers(1)
                .block(LIMIT);
        assertThat(asked)
                .singleElement()
                .satisfies(request -> assertThat(request.certificateSubject()).isEmpty());
    }

    @Test
    @DisplayName("A server whom nobody has vouched for: told, and given up if the policy says so")
    void untrustedServer() throws Exception {
        TlsConfig tls = localServer();
        PullSocket pull = zmq.pull(o -> o.tls(tls));
        EventLog server = EventLog.of(pull);
        Endpoint at = pull.bind("tls+tcp://127.0.0.1:*").block(LIMIT);
        PushSocket push = zmq.push(o -> o.tls(TlsConfig.create().trust(untrusted))
                .reconnectWhen(failure ->
                        !(failure instanceof TlsFailedException tlsFailed && tlsFailed.aboutCertificates())));
        EventLog client = EventLog.of(push);
        push.connect(at);
        assertTls(client.next(ConnectFailed.class).cause(), Reason.UNTRUSTED);
        assertTls(client.next(ConnectAbandoned.class).cause(), Reason.UNTRUSTED);
        assertTls(server.next(HandshakeFailed.class).cause(), Reason.REFUSED);
    }

    @Test
    @DisplayName("A server that the JVM's authorities have not signed")
    void untrustedByDefault() throws Exception {
        TlsConfig tls = localServer();
        PullSocket pull = zmq.pull(o -> o.tls(tls));
        Endpoint at = pull.bind("tls+tcp://127.0.0.1:*").block(LIMIT);
        PushSocket push = zmq.push();
        EventLog client = EventLog.of(push);
        push.connect(at);
        assertTls(client.next(ConnectFailed.class).cause(), Reason.UNTRUSTED);
    }

    @Test
    @DisplayName("A certificate for somebody else, and a name to expect instead")
    void wrongName() throws Exception {
        TlsConfig tls = shows("elsewhere", server("elsewhere.example"));
        PullSocket pull = zmq.pull(o -> o.tls(tls));
        Endpoint at = pull.bind("tls+tcp://127.0.0.1:*").block(LIMIT);
        PushSocket push = zmq.push(o -> o.tls(client()));
        EventLog client = EventLog.of(push);
        push.connect(at);
        assertTls(client.next(ConnectFailed.class).cause(), Reason.WRONG_NAME);
        PushSocket knowing = zmq.push(o -> o.tls(client().serverName("elsewhere.example")));
        knowing.connect(at).awaitPeers(1).block(LIMIT);
    }

    @Test
    @DisplayName("A certificate that is out of date")
    void expired() throws Exception {
        TlsConfig tls = shows(
                "expired",
                server("localhost")
                        .addSanIpAddress("127.0.0.1")
                        .notBefore(Instant.now().minus(Duration.ofDays(10)))
                        .notAfter(Instant.now().minus(Duration.ofDays(1))));
        PullSocket pull = zmq.pull(o -> o.tls(tls));
        Endpoint at = pull.bind("tls+tcp://127.0.0.1:*").block(LIMIT);
        PushSocket push = zmq.push(o -> o.tls(client()));
        EventLog client = EventLog.of(push);
        push.connect(at);
        assertTls(client.next(ConnectFailed.class).cause(), Reason.EXPIRED);
    }

    @Test
    @DisplayName("The certificate is that of the name which was asked for (SNI)")
    void byName() throws Exception {
        write("a", server("a.example"));
        write("b", certificate("b").addSanDnsName("x.b.example"));
        TlsConfig tls = localServer()
                .certificateFor("a.example", chain("a"), key("a"))
                .certificateFor("*.b.example", chain("b"), key("b"));
        PullSocket pull = zmq.pull(o -> o.tls(tls));
        Endpoint at = pull.bind("tls+tcp://127.0.0.1:*").block(LIMIT);
        assertThat(subjectSeenBy(client().serverName("a.example"), at)).isEqualTo("CN=a.example");
        assertThat(subjectSeenBy(client().serverName("x.b.example"), at)).isEqualTo("CN=b");
        assertThat(subjectSeenBy(client(), at)).isEqualTo("CN=localhost");
    }

    private String subjectSeenBy(TlsConfig config, Endpoint at) {
        PushSocket push = zmq.push(o -> o.tls(config));
        EventLog events = EventLog.of(push);
        push.connect(at);
        String subject = events.next(HandshakeSucceeded.class).peer().certificateSubject();
        push.close().block(LIMIT);
        return subject;
    }

    @Test
    @DisplayName("A renewed certificate is in use at once, one that cannot be read is not")
    void renewed() throws Exception {
        TlsConfig tls = shows("renewed", certificate("before").addSanIpAddress("127.0.0.1"));
        PullSocket pull = zmq.pull(o -> o.tls(tls));
        Endpoint at = pull.bind("tls+tcp://127.0.0.1:*").block(LIMIT);
        assertThat(subjectSeenBy(client(), at)).isEqualTo("CN=before");
        write("renewed", certificate("after").addSanIpAddress("127.0.0.1"));
        // Within the resolution of the file system's clock it might pass for the same.
        Files.setLastModifiedTime(chain("renewed"), FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(subjectSeenBy(client(), at)).isEqualTo("CN=after");
        Files.writeString(chain("renewed"), "nonsense");
        assertThat(subjectSeenBy(client(), at)).isEqualTo("CN=after");
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
    void slow() throws Exception {
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

    @Test
    @DisplayName("Nobody listens without a certificate, or with one that is not there")
    void configuration() {
        assertThatThrownBy(() -> zmq.pull().bind("tls+tcp://127.0.0.1:*").block(LIMIT))
                .isInstanceOf(BindFailedException.class)
                .hasMessageContaining("certificate");
        TlsConfig missing = TlsConfig.create().certificate(chain("missing"), key("missing"));
        assertThatThrownBy(() -> zmq.pull(o -> o.tls(missing))
                        .bind("tls+tcp://127.0.0.1:*")
                        .block(LIMIT))
                .isInstanceOf(BindFailedException.class);
        PushSocket push = zmq.push(o -> o.tls(missing));
        EventLog events = EventLog.of(push);
        push.connect("tls+tcp://127.0.0.1:1");
        assertTls(events.next(ConnectFailed.class).cause(), Reason.CONFIGURATION);
    }

    private static void by(ProxyServer.Kind kind, PushOptions options, String proxy) {
        switch (kind) {
            case SOCKS5 -> options.socksProxy(proxy);
            case SOCKS4 -> options.socks4Proxy(proxy);
            case HTTP -> options.httpProxy(proxy);
        }
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

            var stranger = zmq.push(o -> {
                o.tls(TlsConfig.create().trust(untrusted)).proxyCredentials("user", "secret");
                by(kind, o, proxy.address());
            });
            EventLog events = EventLog.of(stranger);
            stranger.connect(transport + "://localhost:" + at.port());
            assertTls(events.next(ConnectFailed.class).cause(), Reason.UNTRUSTED);
        }
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

        var stranger = zmq.push(o -> o.tls(TlsConfig.create().trust(untrusted)));
        EventLog events = EventLog.of(stranger);
        stranger.connect("wss://localhost:" + at.port() + "/feed");
        assertTls(events.next(ConnectFailed.class).cause(), Reason.UNTRUSTED);
    }
}
