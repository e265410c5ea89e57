package io.reactivezmq.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.testing.LibzmqAvailable;
import io.reactivezmq.testing.PythonPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.zeromq.ZCert;
import org.zeromq.ZCertStore;

@DisplayName("Certificate files are read")
class ForeignCertificatesTest {

    @TempDir
    Path directory;

    @Test
    @ExtendWith(LibzmqAvailable.class)
    @DisplayName("by pyzmq, and pyzmq's by us")
    void pyzmq() throws IOException {
        CurveKeyPair keys = CurveKeyPair.generate();
        CurveCertificate.of(keys, Map.of("name", "ours")).save(directory.resolve("ours.key"));
        try (PythonPeer python = PythonPeer.start()) {
            assertThat(python.certificate(directory.resolve("ours.key")))
                    .containsExactly(keys.publicKey().z85());
            assertThat(python.certificate(directory.resolve("ours.key_secret")))
                    .containsExactly(keys.publicKey().z85(), keys.secretKey().z85());
            python.createCertificate(directory, "theirs");
            CurveCertificate theirs = CurveCertificate.read(directory.resolve("theirs.key"));
            assertThat(theirs.keyPair()).isEmpty();
            CurveCertificate secret = CurveCertificate.read(directory.resolve("theirs.key_secret"));
            assertThat(secret.keyPair()).isPresent();
            assertThat(secret.publicKey()).isEqualTo(theirs.publicKey());
        }
    }

    @Test
    @DisplayName("by JeroMQ, and JeroMQ's, which are CZMQ's, by us")
    void jeroMq() throws IOException {
        CurveKeyPair keys = CurveKeyPair.generate();
        CurveCertificate.of(keys.publicKey(), Map.of("name", "ours")).savePublic(directory.resolve("ours"));
        assertThat(new ZCertStore(directory.toString())
                        .containsPublicKey(keys.publicKey().bytes()))
                .isTrue();
        ZCert theirs = new ZCert();
        theirs.setMeta("name", "theirs");
        theirs.savePublic(directory.resolve("theirs").toString());
        theirs.saveSecret(directory.resolve("theirs_secret").toString());
        CurveCertificate read = CurveCertificate.read(directory.resolve("theirs"));
        assertThat(read.publicKey().z85()).isEqualTo(theirs.getPublicKeyAsZ85());
        assertThat(read.metadata()).containsEntry("name", "theirs");
        assertThat(CurveCertificate.read(directory.resolve("theirs_secret"))
                        .keyPair()
                        .orElseThrow()
                        .secretKey()
                        .z85())
                .isEqualTo(theirs.getSecretKeyAsZ85());
    }
}
