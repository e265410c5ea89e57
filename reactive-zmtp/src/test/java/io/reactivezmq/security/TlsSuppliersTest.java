package io.reactivezmq.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.TlsFailedException;
import io.reactivezmq.error.TlsFailedException.Reason;
import io.reactivezmq.event.SocketEvent.ConnectFailed;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.testing.EventLog;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Key and trust managers that the application supplies for each connection. */
@DisplayName("TLS with supplied key and trust managers")
class TlsSuppliersTest extends TlsFixture {

    private static CertificateBuilder local(String subject) {
        return certificate(subject)
                .addSanIpAddress("127.0.0.1")
                .addExtendedKeyUsageServerAuth()
                .addExtendedKeyUsageClientAuth();
    }

    private KeyManagerFactory keys(String subject) throws Exception {
        return signed(local(subject)).toKeyManagerFactory();
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
    @DisplayName("The next connection shows the certificate that was supplied last")
    void renewedKeys() throws Exception {
        AtomicReference<KeyManagerFactory> keys = new AtomicReference<>(keys("before"));
        PullSocket pull = zmq.pull(o -> o.tls(TlsConfig.create().keys(keys::get)));
        Endpoint at = pull.bind("tls+tcp://127.0.0.1:*").block(LIMIT);
        assertThat(subjectSeenBy(client(), at)).isEqualTo("CN=before");
        keys.set(keys("after"));
        assertThat(subjectSeenBy(client(), at)).isEqualTo("CN=after");
        // A certificate for a name still comes from its files.
        write("named", certificate("named").addSanDnsName("named.example"));
        PullSocket both = zmq.pull(o -> o.tls(
                TlsConfig.create().keys(keys::get).certificateFor("named.example", chain("named"), key("named"))));
        Endpoint atBoth = both.bind("tls+tcp://127.0.0.1:*").block(LIMIT);
        assertThat(subjectSeenBy(client().serverName("named.example"), atBoth)).isEqualTo("CN=named");
        assertThat(subjectSeenBy(client(), atBoth)).isEqualTo("CN=after");
    }

    @Test
    @DisplayName("Both sides use supplied managers, and what is trusted can change")
    void renewedTrust() throws Exception {
        TrustManagerFactory known = root.toTrustManagerFactory();
        TrustManagerFactory others = certificate("other")
                .setIsCertificateAuthority(true)
                .buildSelfSigned()
                .toTrustManagerFactory();
        AtomicReference<TrustManagerFactory> trust = new AtomicReference<>(known);
        KeyManagerFactory server = keys("server");
        KeyManagerFactory alice = keys("alice");
        PullSocket pull = zmq.pull(o ->
                o.tls(TlsConfig.create().keys(() -> server).trust(trust::get).requireClientCertificates(true)));
        EventLog events = EventLog.of(pull);
        Endpoint at = pull.bind("tls+tcp://127.0.0.1:*").block(LIMIT);
        TlsConfig client = TlsConfig.create().keys(() -> alice).trust(() -> known);
        assertThat(subjectSeenBy(client, at)).isEqualTo("CN=server");
        assertThat(events.next(HandshakeSucceeded.class).peer().certificateSubject())
                .isEqualTo("CN=alice");

        trust.set(others);
        zmq.push(o -> o.tls(client)).connect(at);
        // The client is asked for a certificate of the other authority, and has none.
        assertThat(events.next(HandshakeFailed.class).cause())
                .isInstanceOf(TlsFailedException.class)
                .hasMessageContaining("Empty client certificate chain");
        trust.set(known);
        events.next(HandshakeSucceeded.class);
    }

    @Test
    @DisplayName("A supplier that throws costs one connection of a listener")
    void failingSupplierOfListener() throws Exception {
        KeyManagerFactory server = keys("server");
        AtomicReference<Supplier<KeyManagerFactory>> keys = new AtomicReference<>(() -> server);
        PullSocket pull =
                zmq.pull(o -> o.tls(TlsConfig.create().keys(() -> keys.get().get())));
        EventLog events = EventLog.of(pull);
        Endpoint at = pull.bind("tls+tcp://127.0.0.1:*").block(LIMIT);
        AtomicInteger asked = new AtomicInteger();
        keys.set(() -> {
            if (asked.incrementAndGet() == 1) {
                throw new StackOverflowError("no keys today");
            }
            return asked.get() == 2 ? null : server;
        });
        zmq.push(o -> o.tls(client())).connect(at).awaitPeers(1).block(LIMIT);
        HandshakeFailed first = events.next(HandshakeFailed.class);
        assertTls(first.cause(), Reason.CONFIGURATION);
        assertThat(first.cause()).hasMessageContaining("no keys today");
        HandshakeFailed second = events.next(HandshakeFailed.class);
        assertTls(second.cause(), Reason.CONFIGURATION);
        assertThat(second.cause()).hasMessageContaining("TlsConfig.keys returned null");
        events.next(HandshakeSucceeded.class);
        assertThat(asked).hasValue(3);
    }

    @Test
    @DisplayName("A supplier that throws costs one attempt to connect, and fails a bind")
    void failingSupplierElsewhere() throws Exception {
        TlsConfig tls = localServer();
        PullSocket pull = zmq.pull(o -> o.tls(tls));
        Endpoint at = pull.bind("tls+tcp://127.0.0.1:*").block(LIMIT);
        TrustManagerFactory known = root.toTrustManagerFactory();
        AtomicInteger asked = new AtomicInteger();
        PushSocket push = zmq.push(o -> o.tls(TlsConfig.create().trust(() -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("nothing is trusted yet");
            }
            return known;
        })));
        EventLog events = EventLog.of(push);
        push.connect(at).awaitPeers(1).block(LIMIT);
        ConnectFailed failed = events.next(ConnectFailed.class);
        assertTls(failed.cause(), Reason.CONFIGURATION);
        assertThat(failed.cause()).hasMessageContaining("nothing is trusted yet");
        assertThat(asked).hasValue(2);

        TlsConfig broken = TlsConfig.create().keys(() -> {
            throw new IllegalStateException("no keys");
        });
        assertThatThrownBy(() -> zmq.pull(o -> o.tls(broken))
                        .bind("tls+tcp://127.0.0.1:*")
                        .block(LIMIT))
                .isInstanceOf(BindFailedException.class)
                .hasMessageContaining("no keys");
    }
}
