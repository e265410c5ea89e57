package io.reactivezmq.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.TlsFailedException;
import io.reactivezmq.error.TlsFailedException.Reason;
import io.reactivezmq.event.SocketEvent.AuthenticationFailed;
import io.reactivezmq.event.SocketEvent.ConnectAbandoned;
import io.reactivezmq.event.SocketEvent.ConnectFailed;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.testing.EventLog;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Certificates of TLS: which are trusted, which one is shown, and their subjects. */
@DisplayName("TLS certificates")
class TlsCertificatesTest extends TlsFixture {

    @Test
    @DisplayName("The subject of a client's certificate is on its messages")
    void clientCertificates() throws Exception {
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
        // The client sees the subject of the server.
        assertThat(push.statistics().block(LIMIT).peers().get(0).peer().certificateSubject())
                .isEqualTo("CN=localhost");

        PushSocket without = zmq.push(o -> o.tls(client()));
        EventLog refused = EventLog.of(without);
        without.connect(at);
        assertThat(events.next(HandshakeFailed.class).cause()).isInstanceOf(TlsFailedException.class);
        // In TLS 1.3 the refusal comes after the handshake of the client is over.
        assertTls(refused.next(HandshakeFailed.class).cause(), Reason.REFUSED);
    }

    /** Returns an authenticator that accepts the subject of this certificate alone, under any mechanism. */
    private static Authenticator only(String subject, Queue<AuthRequest> asked) {
        return request -> {
            asked.add(request);
            return Mono.just(
                    request.certificateSubject().equals(subject)
                            ? AuthResult.accepted(subject)
                            : AuthResult.refused("not " + subject));
        };
    }

    @ParameterizedTest(name = "An authenticator gets the subject of the client's certificate, under {0}")
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
    @DisplayName("An authenticator gets no subject where no certificate was requested")
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
    @DisplayName("A server with an untrusted certificate fails to connect, and is abandoned if the policy says so")
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
    @DisplayName("A certificate for another name, and a name to expect instead")
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
    void chosenByServerName() throws Exception {
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
    @DisplayName("Binding without a certificate, or with one that does not exist, fails")
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
}
