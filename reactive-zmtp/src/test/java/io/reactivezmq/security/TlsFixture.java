package io.reactivezmq.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.error.TlsFailedException;
import io.reactivezmq.error.TlsFailedException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A context, and certificates made for one test: an authority, one below it, and those that it signs. A certificate of
 * another authority is not trusted.
 */
abstract class TlsFixture {

    static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private X509Bundle authority;
    X509Bundle root;
    Path trusted;
    Path untrusted;

    final ZmqContext zmq = ZmqContext.create();

    @BeforeEach
    void certificates() throws Exception {
        root = certificate("root").setIsCertificateAuthority(true).buildSelfSigned();
        authority = certificate("authority").setIsCertificateAuthority(true).buildIssuedBy(root);
        trusted = Files.writeString(directory.resolve("root.pem"), root.getCertificatePEM());
        X509Bundle other = certificate("other").setIsCertificateAuthority(true).buildSelfSigned();
        untrusted = Files.writeString(directory.resolve("other.pem"), other.getCertificatePEM());
    }

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    static CertificateBuilder certificate(String name) {
        return new CertificateBuilder().ecp256().subject("CN=" + name);
    }

    static CertificateBuilder server(String name) {
        return certificate(name).addSanDnsName(name).addExtendedKeyUsageServerAuth();
    }

    Path chain(String name) {
        return directory.resolve(name + ".pem");
    }

    Path key(String name) {
        return directory.resolve(name + ".key");
    }

    void write(String name, CertificateBuilder certificate) throws Exception {
        X509Bundle bundle = signed(certificate);
        Files.writeString(chain(name), bundle.getCertificatePathPEM());
        Files.writeString(key(name), bundle.getPrivateKeyPEM());
    }

    X509Bundle signed(CertificateBuilder certificate) throws Exception {
        return certificate.buildIssuedBy(authority);
    }

    TlsConfig shows(String name, CertificateBuilder certificate) throws Exception {
        write(name, certificate);
        return TlsConfig.create().certificate(chain(name), key(name));
    }

    TlsConfig localServer() throws Exception {
        return shows("local", server("localhost").addSanIpAddress("127.0.0.1"));
    }

    TlsConfig client() {
        return TlsConfig.create().trust(trusted);
    }

    static void assertTls(Throwable cause, Reason reason) {
        assertThat(cause)
                .isInstanceOfSatisfying(
                        TlsFailedException.class,
                        failure ->
                                assertThat(failure.reason()).as("%s", failure).isEqualTo(reason));
    }
}
