package io.reactivezmq.security;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The TLS settings for endpoints {@code tls+tcp://} and {@code wss://}. Certificates and keys are in PEM files, or in
 * factories that the application supplies.
 *
 * <p>Files are checked for changes at each new connection, so a renewed certificate is used as soon as it is stored.
 * When a listener cannot read it, the former one stays in use. A connecting socket that cannot read a file fails that
 * attempt.
 *
 * <p>Suppliers of factories are asked at each new connection as well, and once by {@code bind}. They are called on a
 * thread that may block, possibly on several threads at once. What one throws fails that connection, or that
 * {@code bind}. A listener uses a factory as long as the supplier returns the same object, so a supplier should return
 * a new one only when its contents have changed.
 *
 * @param certificate the certificate of this side; a socket that listens needs one here, in {@code keyManagers} or in
 *     {@code byName}
 * @param byName certificates for clients that ask for a host of this name; {@code *.} in front stands for one label
 * @param trusted the certificates whose signatures this side trusts; null for those that the JVM trusts
 * @param clientCertificates whether connecting peers must show a certificate as well
 * @param serverName the name to ask a server for, which must be in its certificate; null for the host of the endpoint
 * @param keyManagers supplies the certificate of this side in place of {@code certificate}; null for none
 * @param trustManagers supplies what this side trusts in place of {@code trusted}; null for none
 */
public record TlsConfig(
        @Nullable Certificate certificate,
        Map<String, Certificate> byName,
        @Nullable Path trusted,
        boolean clientCertificates,
        @Nullable String serverName,
        @Nullable Supplier<KeyManagerFactory> keyManagers,
        @Nullable Supplier<TrustManagerFactory> trustManagers) {

    /**
     * A certificate and its private key.
     *
     * @param chain the certificate, followed by those that lead to a trusted one
     * @param key the private key, PKCS #8
     * @param password the password of the key; null for none. {@code toString} omits it
     */
    public record Certificate(
            Path chain, Path key, @Nullable String password) {

        @Override
        public String toString() {
            return "Certificate[" + chain + "]";
        }
    }

    /** Copies the map. */
    public TlsConfig {
        byName = Map.copyOf(byName);
    }

    /** Creates settings without certificates. They suffice to connect to servers that the JVM trusts. */
    public static TlsConfig create() {
        return new TlsConfig(null, Map.of(), null, false, null, null, null);
    }

    /** Returns a copy that shows this certificate, whose key has no password. */
    public TlsConfig certificate(Path chain, Path key) {
        return certificate(chain, key, null);
    }

    /** Returns a copy that shows this certificate, whose key has a password. */
    public TlsConfig certificate(Path chain, Path key, @Nullable String password) {
        return new TlsConfig(
                new Certificate(chain, key, password),
                byName,
                trusted,
                clientCertificates,
                serverName,
                null,
                trustManagers);
    }

    /**
     * Returns a copy that shows the certificate that the supplied keys select, in place of {@code certificate}. The
     * supplier is asked at each new connection; see the description of this class.
     */
    public TlsConfig keys(Supplier<KeyManagerFactory> supplier) {
        return new TlsConfig(
                null,
                byName,
                trusted,
                clientCertificates,
                serverName,
                Objects.requireNonNull(supplier, "supplier"),
                trustManagers);
    }

    /**
     * Returns a copy that shows this certificate to clients that ask for a host of this name.
     *
     * @param name such as {@code example.org} or {@code *.example.org}
     */
    public TlsConfig certificateFor(String name, Path chain, Path key) {
        Map<String, Certificate> more = new LinkedHashMap<>(byName);
        more.put(name.toLowerCase(Locale.ROOT), new Certificate(chain, key, null));
        return new TlsConfig(certificate, more, trusted, clientCertificates, serverName, keyManagers, trustManagers);
    }

    /** Returns a copy that trusts only what these certificates have signed. */
    public TlsConfig trust(Path certificates) {
        return new TlsConfig(certificate, byName, certificates, clientCertificates, serverName, keyManagers, null);
    }

    /**
     * Returns a copy that trusts what the supplied managers trust, in place of {@link #trust(Path)}. The supplier is
     * asked at each new connection; see the description of this class.
     */
    public TlsConfig trust(Supplier<TrustManagerFactory> supplier) {
        return new TlsConfig(
                certificate,
                byName,
                null,
                clientCertificates,
                serverName,
                keyManagers,
                Objects.requireNonNull(supplier, "supplier"));
    }

    /**
     * Returns a copy that sets whether connecting peers must show a certificate. It must be signed by one that was
     * given to {@code trust}.
     */
    public TlsConfig requireClientCertificates(boolean required) {
        return new TlsConfig(certificate, byName, trusted, required, serverName, keyManagers, trustManagers);
    }

    /** Returns a copy that asks a server for this name, and requires it in the server's certificate. */
    public TlsConfig serverName(String name) {
        return new TlsConfig(certificate, byName, trusted, clientCertificates, name, keyManagers, trustManagers);
    }
}
