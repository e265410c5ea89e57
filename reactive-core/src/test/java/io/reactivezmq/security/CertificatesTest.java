package io.reactivezmq.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.security.AuthResult.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificatesTest {

    private static final CurveKeyPair ALICE = CurveKeyPair.generate();
    private static final CurveKeyPair BOB = CurveKeyPair.generate();

    @TempDir
    Path directory;

    private static AuthResult ask(Authenticator authenticator, CurveKeyPair who) {
        return Objects.requireNonNull(authenticator
                .authenticate(new AuthRequest("", "127.0.0.1", new byte[0], new Credentials.PublicKey(who.publicKey())))
                .block());
    }

    @Test
    void bothFilesAreReadAsTheyWereWritten() throws IOException {
        Map<String, String> metadata = Map.of("name", "Alice \"A\" Ä # x", "role", "", "X-y.z_+", "it's = so");
        Path file = directory.resolve("alice.txt");
        CurveCertificate.of(ALICE, metadata).save(file);
        CurveCertificate open = CurveCertificate.read(file);
        assertThat(open.publicKey()).isEqualTo(ALICE.publicKey());
        assertThat(open.keyPair()).isEmpty();
        assertThat(open.metadata()).isEqualTo(metadata);
        CurveCertificate secret = CurveCertificate.read(directory.resolve("alice.txt_secret"));
        assertThat(secret.keyPair()).contains(ALICE);
        assertThat(secret.metadata()).isEqualTo(metadata);
        assertThat(Files.readString(file)).doesNotContain(ALICE.secretKey().z85());
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(directory.resolve("alice.txt_secret"))))
                    .isEqualTo("rw-------");
        }
        CurveCertificate.of(BOB, Map.of()).save(file);
        assertThat(CurveCertificate.read(file).publicKey()).isEqualTo(BOB.publicKey());
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void whatOthersWriteIsRead() throws IOException {
        String text = """
                #   ****  Generated on 2026-11-21 by somebody  ****
                #   ZeroMQ CURVE Public Certificate

                metadata
                    email = 'a@b.c'
                    bare = some text   # a remark
                \ttab = "x"
                    bad/name = "left out"
                curve
                    public-key = "%s"
                    secret-key = "%s"
                """;
        Path file = directory.resolve("x");
        Files.writeString(file, text.formatted(ALICE.publicKey(), "0".repeat(40)));
        CurveCertificate read = CurveCertificate.read(file);
        assertThat(read.metadata()).isEqualTo(Map.of("email", "a@b.c", "bare", "some text", "tab", "x"));
        assertThat(read.keyPair()).isEmpty();
        Files.writeString(
                file, text.formatted(ALICE.publicKey(), ALICE.secretKey().z85()).replace("\n", "\r\n"));
        assertThat(CurveCertificate.read(file).keyPair()).contains(ALICE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "curve",
                "curve\n    secret-key = \"x\"",
                "curve\n    public-key = \"too short\"",
                "    public-key = \"0000000000000000000000000000000000000000\"",
                "metadata\n    public-key = \"0000000000000000000000000000000000000000\"",
                "\0\0\0\0"
            })
    void whatIsNoCertificateIsRefused(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("x"), text);
        assertThatThrownBy(() -> CurveCertificate.read(file)).isInstanceOf(InvalidOptionException.class);
    }

    @Test
    void whatCannotBeWrittenIsRefused() throws IOException {
        assertThatThrownBy(() -> CurveCertificate.of(ALICE, Map.of("a b", "c")))
                .isInstanceOf(InvalidOptionException.class);
        assertThatThrownBy(() -> CurveCertificate.of(ALICE, Map.of("a", "b\nc")))
                .isInstanceOf(InvalidOptionException.class);
        assertThatThrownBy(() -> CurveCertificate.of(ALICE, Map.of("a", "\"'")))
                .isInstanceOf(InvalidOptionException.class);
        CurveCertificate open = CurveCertificate.of(ALICE.publicKey(), Map.of());
        assertThatThrownBy(() -> open.save(directory.resolve("x"))).isInstanceOf(InvalidOptionException.class);
        Path large = Files.write(directory.resolve("large"), new byte[65 * 1024]);
        assertThatThrownBy(() -> CurveCertificate.read(large)).isInstanceOf(InvalidOptionException.class);
    }

    @Test
    void keysOnAList() {
        Authenticator list = Authenticators.publicKeys(java.util.List.of(ALICE.publicKey()));
        assertThat(ask(list, ALICE))
                .isEqualTo(AuthResult.accepted(ALICE.publicKey().z85()));
        assertThat(ask(list, BOB).status()).isEqualTo(Status.REFUSED);
        AuthRequest anonymous = new AuthRequest("", "", new byte[0], new Credentials.Anonymous());
        assertThat(list.authenticate(anonymous).block().status()).isEqualTo(Status.REFUSED);
        assertThat(Authenticators.certificates(directory)
                        .authenticate(anonymous)
                        .block()
                        .status())
                .isEqualTo(Status.REFUSED);
    }

    @Test
    void aDirectoryIsSeenAsItIsNow() throws IOException {
        Path place = directory.resolve("not/yet/there");
        CertificateDirectory certificates = new CertificateDirectory(place);
        assertThat(ask(certificates, ALICE).status()).isEqualTo(Status.REFUSED);

        Files.createDirectories(place);
        Path file = place.resolve("somebody.key");
        CurveCertificate.of(ALICE.publicKey(), Map.of("name", "Alice")).savePublic(file);
        assertThat(ask(certificates, ALICE))
                .isEqualTo(AuthResult.accepted(ALICE.publicKey().z85(), Map.of("name", "Alice")));
        assertThat(ask(certificates, BOB).isAccepted()).isFalse();

        CurveCertificate.of(BOB.publicKey(), Map.of()).savePublic(file);
        assertThat(ask(certificates, ALICE).isAccepted()).isFalse();
        assertThat(ask(certificates, BOB).isAccepted()).isTrue();

        // The same file, written in place.
        String now = Files.readString(file)
                .replace(BOB.publicKey().z85(), ALICE.publicKey().z85());
        Files.writeString(file, now);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        assertThat(ask(certificates, ALICE).isAccepted()).isTrue();
        assertThat(ask(certificates, BOB).isAccepted()).isFalse();

        Files.createDirectory(place.resolve("sub"));
        CurveCertificate.of(BOB.publicKey(), Map.of()).savePublic(place.resolve("sub/bob"));
        assertThat(ask(certificates, BOB).isAccepted()).isTrue();
        Files.delete(file);
        assertThat(ask(certificates, ALICE).isAccepted()).isFalse();
        assertThat(ask(certificates, BOB).isAccepted()).isTrue();
        assertThat(certificates.find(BOB.publicKey())).isPresent();
    }

    @Test
    void secretAndHiddenAndBrokenFilesAcceptNoPeer() throws IOException {
        CertificateDirectory certificates = new CertificateDirectory(directory);
        CurveCertificate.of(ALICE, Map.of()).save(directory.resolve("a"));
        Files.delete(directory.resolve("a"));
        CurveCertificate.of(ALICE.publicKey(), Map.of()).savePublic(directory.resolve(".hidden"));
        Path broken = Files.writeString(directory.resolve("broken"), "no certificate");
        CurveCertificate.of(BOB.publicKey(), Map.of()).savePublic(directory.resolve("bob"));
        assertThat(ask(certificates, ALICE).isAccepted()).isFalse();
        assertThat(ask(certificates, BOB).isAccepted()).isTrue();
        assertThat(certificates.problems()).containsOnlyKeys(broken);
    }
}
