package io.reactivezmq.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.SocketEvent.ConnectFailed;
import io.reactivezmq.security.TlsConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Mono;

/** Certificates of a socket from an SSL bundle. */
@Timeout(180)
class SslBundleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private final ZmqContext zmq = ZmqContext.create();
    private X509Bundle root;

    @BeforeEach
    void authority() throws Exception {
        root = certificate("root").setIsCertificateAuthority(true).buildSelfSigned();
        Files.writeString(directory.resolve("root.pem"), root.getCertificatePEM());
    }

    @AfterEach
    void close() {
        zmq.close().block(PATIENCE);
    }

    private static CertificateBuilder certificate(String name) {
        return new CertificateBuilder().ecp256().subject("CN=" + name);
    }

    /** Stores the certificate of a server, key and certificate in one file, so that both change in one step. */
    private void store(String name) throws Exception {
        X509Bundle bundle = certificate(name).addSanDnsName(name).buildIssuedBy(root);
        Path whole =
                Files.writeString(directory.resolve("new"), bundle.getCertificatePathPEM() + bundle.getPrivateKeyPEM());
        Files.move(whole, directory.resolve("server.pem"), StandardCopyOption.REPLACE_EXISTING);
    }

    private ApplicationContextRunner runner(String... properties) {
        return Contexts.runner()
                .withPropertyValues(
                        "spring.ssl.bundle.watch.file.quiet-period=50ms",
                        "spring.ssl.bundle.pem.mine.reload-on-update=true",
                        "spring.ssl.bundle.pem.mine.keystore.certificate=" + directory.resolve("server.pem"),
                        "spring.ssl.bundle.pem.mine.keystore.private-key=" + directory.resolve("server.pem"),
                        "spring.ssl.bundle.pem.mine.truststore.certificate=" + directory.resolve("root.pem"))
                .withPropertyValues(properties);
    }

    private ReqSocket client(String endpoint, String serverName) {
        return zmq.req(o -> o.reconnectInterval(Duration.ofMillis(20))
                        .tls(TlsConfig.create()
                                .trust(directory.resolve("root.pem"))
                                .serverName(serverName)))
                .connect(endpoint);
    }

    @Test
    void theNextConnectionShowsTheCertificateThatWasReloaded() throws Exception {
        store("first");
        runner("zmq.sockets.service.type=rep", "zmq.sockets.service.ssl.bundle=mine")
                .run(context -> {
                    RepSocket service = context.getBean(RepSocket.class);
                    service.serve(question -> Mono.just(question)).subscribe();
                    String endpoint = service.bind("tls+tcp://127.0.0.1:0")
                            .block(PATIENCE)
                            .uri();
                    assertThat(client(endpoint, "first").request("a").block(PATIENCE))
                            .isEqualTo(ZmqMessage.of("a"));

                    store("second");
                    // Refused until the bundle has been read again.
                    assertThat(client(endpoint, "second").request("b").block(PATIENCE))
                            .isEqualTo(ZmqMessage.of("b"));
                    assertThat(client(endpoint, "first")
                                    .events()
                                    .ofType(ConnectFailed.class)
                                    .next()
                                    .block(PATIENCE))
                            .isNotNull();
                });
    }

    @Test
    void clientsShowTheCertificateOfTheirBundle() throws Exception {
        store("client");
        X509Bundle server = certificate("localhost").addSanDnsName("localhost").buildIssuedBy(root);
        Path chain = Files.writeString(directory.resolve("chain.pem"), server.getCertificatePathPEM());
        Path key = Files.writeString(directory.resolve("key.pem"), server.getPrivateKeyPEM());
        RepSocket service = zmq.rep(o -> o.tls(TlsConfig.create()
                .certificate(chain, key)
                .trust(directory.resolve("root.pem"))
                .requireClientCertificates(true)));
        service.serve(question -> Mono.just(ZmqMessage.of(subjectOf(question)))).subscribe();
        runner(
                        "zmq.sockets.ask.type=req",
                        "zmq.sockets.ask.ssl.bundle=mine",
                        "zmq.sockets.ask.ssl.server-name=localhost",
                        "zmq.sockets.ask.connect="
                                + service.bind("tls+tcp://127.0.0.1:0").block(PATIENCE))
                .run(context -> assertThat(context.getBean(ReqSocket.class)
                                .request("who am I?")
                                .map(ZmqMessage::text)
                                .block(PATIENCE))
                        .isEqualTo("CN=client"));
    }

    private static String subjectOf(ZmqMessage question) {
        PeerInfo peer = question.peer();
        return peer == null ? "" : peer.certificateSubject();
    }

    @Test
    void anUnknownBundleFailsTheStart() throws Exception {
        store("first");
        runner("zmq.sockets.service.type=rep", "zmq.sockets.service.ssl.bundle=yours")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("zmq.sockets.service.ssl.bundle names the SSL bundle 'yours', which"
                                + " does not exist: define spring.ssl.bundle.pem.yours or spring.ssl.bundle.jks.yours,"
                                + " or name one of [mine]"));
    }
}
