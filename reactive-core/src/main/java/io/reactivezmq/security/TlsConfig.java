package io.reactivezmq.security;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What TLS needs, for endpoints {@code tls+tcp://}. Files are PEM. They are looked at again for each new connection, so
 * a renewed certificate is in use as soon as it lies there; one that cannot be read leaves the former in use.
 *
 * @param certificate what we show; a socket that listens needs one
 * @param byName what we show instead to whoever asks for a host by this name; {@code *.} in front stands for one label
 * @param trusted the certificates of those whom we trust to sign others; null for the ones that the JVM trusts
 * @param clientCertificates whether those who connect to us have to show a certificate too
 * @param serverName the name that we ask a server for and that must be in its certificate; null for the endpoint's host
 */
public record TlsConfig(
        @Nullable Certificate certificate,
        Map<String, Certificate> byName,
        @Nullable Path trusted,
        boolean clientCertificates,
        @Nullable String serverName) {

    /**
     * A certificate and its key.
     *
     * @param chain the certificate, and behind it those that lead to a trusted one
     * @param key the private key, PKCS #8
     * @param password of the key; null for none. It is not printed.
     */
    public record Certificate(
            Path chain, Path key, @Nullable String password) {

        @Override
        public String toString() {
            return "Certificate[" + chain + "]";
        }
    }

    /** Keeps a copy of the map. */
    public TlsConfig {
        byName = Map.copyOf(byName);
    }

    /** To connect with, to servers whom the JVM trusts. */
    public static TlsConfig create() {
        return new TlsConfig(null, Map.of(), null, false, null);
    }

    /** Shows this certificate, whose key has no password. */
    public TlsConfig certificate(Path chain, Path key) {
        return certificate(chain, key, null);
    }

    /** Shows this certificate. */
    public TlsConfig certificate(Path chain, Path key, @Nullable String password) {
        return new TlsConfig(new Certificate(chain, key, password), byName, trusted, clientCertificates, serverName);
    }

    /** Shows this certificate to those who ask for that name, {@code example.org} or {@code *.example.org}. */
    public TlsConfig certificateFor(String name, Path chain, Path key) {
        Map<String, Certificate> more = new LinkedHashMap<>(byName);
        more.put(name.toLowerCase(Locale.ROOT), new Certificate(chain, key, null));
        return new TlsConfig(certificate, more, trusted, clientCertificates, serverName);
    }

    /** Trusts whom these certificates have signed, and nobody else. */
    public TlsConfig trust(Path certificates) {
        return new TlsConfig(certificate, byName, certificates, clientCertificates, serverName);
    }

    /** Whether those who connect to us have to show a certificate too, from someone whom we {@link #trust}. */
    public TlsConfig requireClientCertificates(boolean required) {
        return new TlsConfig(certificate, byName, trusted, required, serverName);
    }

    /** Asks for the server of this name, and checks that it is. */
    public TlsConfig serverName(String name) {
        return new TlsConfig(certificate, byName, trusted, clientCertificates, name);
    }
}
