package io.reactivezmq.samples.cli;

import io.reactivezmq.options.SocketOptions;
import io.reactivezmq.security.Authenticators;
import io.reactivezmq.security.CurveCertificate;
import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.security.CurvePublicKey;
import io.reactivezmq.security.CurveSecretKey;
import io.reactivezmq.security.TlsConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Authentication and encryption. Secrets come from files and from the environment, never from the command line. */
final class SecurityOptions {

    private static final String PASSWORD = "ZMQCAT_PLAIN_PASSWORD";

    @Option(
            names = "--curve-server-key",
            paramLabel = "KEY",
            description = "CURVE, as a client: the server's public key in Z85, or a certificate file.")
    private @Nullable String curveServerKey;

    @Option(
            names = "--curve-secret-file",
            paramLabel = "FILE",
            description =
                    "CURVE: the own secret key, or a certificate file with it. Without it, a client uses a new key.")
    private @Nullable Path curveSecretFile;

    @Option(names = "--curve-server", description = "CURVE, as the server. Needs --curve-secret-file.")
    private boolean curveServer;

    @Option(
            names = "--authorized-keys",
            paramLabel = "DIRECTORY",
            description = "CURVE, as the server: accepts only clients with a certificate in this directory.")
    private @Nullable Path authorizedKeys;

    @Option(
            names = "--plain-user",
            paramLabel = "NAME",
            description = "PLAIN, as a client. The password is in the environment variable " + PASSWORD + ".")
    private @Nullable String plainUser;

    @Option(
            names = "--plain-users",
            paramLabel = "FILE",
            description = "PLAIN, as the server: a file with lines of name:password.")
    private @Nullable Path plainUsers;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "tls and wss: the own certificate chain, in PEM.")
    private @Nullable Path tlsCertificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "tls and wss: the key of the certificate, in PEM.")
    private @Nullable Path tlsKey;

    @Option(names = "--tls-trust", paramLabel = "FILE", description = "tls and wss: certificates to trust, in PEM.")
    private @Nullable Path tlsTrust;

    @Option(names = "--tls-server-name", paramLabel = "NAME", description = "tls and wss: the server's name.")
    private @Nullable String tlsServerName;

    @Option(names = "--tls-client-auth", description = "tls and wss, as the server: clients need a certificate.")
    private boolean tlsClientAuth;

    void apply(SocketOptions<?> options) {
        try {
            curve(options);
            plain(options);
            tls(options);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void curve(SocketOptions<?> options) throws IOException {
        if (curveServer) {
            if (curveSecretFile == null) {
                throw new IllegalArgumentException("--curve-server needs --curve-secret-file");
            }
            options.curveServer(keyPair(curveSecretFile));
            if (authorizedKeys != null) {
                options.authenticator(Authenticators.certificates(authorizedKeys));
            }
        } else if (curveServerKey != null) {
            options.curveClient(
                    publicKey(curveServerKey),
                    curveSecretFile == null ? CurveKeyPair.generate() : keyPair(curveSecretFile));
        } else if (curveSecretFile != null || authorizedKeys != null) {
            throw new IllegalArgumentException("CURVE needs --curve-server-key or --curve-server");
        }
    }

    private static CurvePublicKey publicKey(String keyOrFile) throws IOException {
        if (Files.exists(Path.of(keyOrFile))) {
            return CurveCertificate.read(Path.of(keyOrFile)).publicKey();
        }
        return CurvePublicKey.of("--curve-server-key, which is no file", keyOrFile);
    }

    private static CurveKeyPair keyPair(Path file) throws IOException {
        String text = Files.readString(file).strip();
        return text.length() == 40
                ? CurveKeyPair.of(CurveSecretKey.of("--curve-secret-file", text))
                : CurveCertificate.read(file)
                        .keyPair()
                        .orElseThrow(() -> new IllegalArgumentException("--curve-secret-file: " + file
                                + " has no secret key; keygen writes one into *_secret"));
    }

    private void plain(SocketOptions<?> options) throws IOException {
        if (plainUser != null) {
            String password = System.getenv(PASSWORD);
            if (password == null) {
                throw new IllegalArgumentException("--plain-user needs a password in " + PASSWORD);
            }
            options.plainClient(plainUser, password);
        }
        if (plainUsers != null) {
            Map<String, String> passwords = new LinkedHashMap<>();
            for (String line : Files.readAllLines(plainUsers)) {
                int colon = line.indexOf(':');
                if (colon <= 0) {
                    throw new IllegalArgumentException(
                            "--plain-users: " + plainUsers + " has a line that is not name:password");
                }
                passwords.put(line.substring(0, colon), line.substring(colon + 1));
            }
            options.plainServer();
            options.authenticator(Authenticators.passwords(passwords));
        }
    }

    private void tls(SocketOptions<?> options) {
        if (tlsCertificate == null && tlsKey == null && tlsTrust == null && tlsServerName == null && !tlsClientAuth) {
            return;
        }
        TlsConfig config = TlsConfig.create().requireClientCertificates(tlsClientAuth);
        if (tlsCertificate != null || tlsKey != null) {
            if (tlsCertificate == null || tlsKey == null) {
                throw new IllegalArgumentException("--tls-certificate and --tls-key belong together");
            }
            config = config.certificate(tlsCertificate, tlsKey);
        }
        if (tlsTrust != null) {
            config = config.trust(tlsTrust);
        }
        if (tlsServerName != null) {
            config = config.serverName(tlsServerName);
        }
        options.tls(config);
    }
}
