package io.reactivezmq.zmtp.netty.tls;

import io.netty.handler.ssl.SslContextBuilder;
import io.reactivezmq.security.TlsConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The keys and the trusted certificates of one {@code SslContext}, each in files or in a factory that the application
 * supplies.
 *
 * @param certificate the files of the certificate; null for a factory or for none
 * @param config says what is trusted, and has the supplier of keys if there is one
 * @param supplied whether the keys come from that supplier
 */
record TlsMaterial(TlsConfig.@Nullable Certificate certificate, TlsConfig config, boolean supplied) {

    /**
     * The factories that the application supplied for one connection. {@code KeyManagerFactory} and
     * {@code TrustManagerFactory} have no equality but identity, so equal factories are the same objects.
     */
    record Factories(
            @Nullable KeyManagerFactory keys, @Nullable TrustManagerFactory trust) {

        static final Factories NONE = new Factories(null, null);
    }

    /** Returns the keys and certificates of a side that has no certificate for a certain name. */
    static TlsMaterial of(TlsConfig config) {
        return new TlsMaterial(config.certificate(), config, true);
    }

    /** Returns this certificate, with what the settings trust. */
    static TlsMaterial of(TlsConfig.Certificate certificate, TlsConfig config) {
        return new TlsMaterial(certificate, config, false);
    }

    /** Returns the files that are read. */
    List<Path> files() {
        List<Path> files = new ArrayList<>();
        if (certificate != null) {
            files.add(certificate.chain());
            files.add(certificate.key());
        }
        if (config.trusted() != null) {
            files.add(config.trusted());
        }
        return files;
    }

    /** Asks the application for its factories. Calls application code, which may block and throw. */
    Factories factories() {
        return new Factories(supplied ? ask(config.keyManagers(), "keys") : null, ask(config.trustManagers(), "trust"));
    }

    private static <T> @Nullable T ask(@Nullable Supplier<T> supplier, String name) {
        return supplier == null
                ? null
                : Objects.requireNonNull(supplier.get(), () -> "the supplier of TlsConfig." + name + " returned null");
    }

    /** Returns a builder for the side that listens. */
    SslContextBuilder serverBuilder(Factories factories) {
        KeyManagerFactory keys = factories.keys();
        if (keys != null) {
            return trust(SslContextBuilder.forServer(keys), factories);
        }
        // A server is created only for a certificate or for keys.
        TlsConfig.Certificate own = Objects.requireNonNull(certificate, "certificate");
        return trust(SslContextBuilder.forServer(own.chain().toFile(), own.key().toFile(), own.password()), factories);
    }

    /** Returns a builder for the side that connects. */
    SslContextBuilder clientBuilder(Factories factories) {
        SslContextBuilder builder = trust(SslContextBuilder.forClient(), factories);
        TlsConfig.Certificate own = certificate;
        if (factories.keys() != null) {
            builder.keyManager(factories.keys());
        } else if (own != null) {
            builder.keyManager(own.chain().toFile(), own.key().toFile(), own.password());
        }
        return builder;
    }

    private SslContextBuilder trust(SslContextBuilder builder, Factories factories) {
        if (factories.trust() != null) {
            builder.trustManager(factories.trust());
        } else if (config.trusted() != null) {
            builder.trustManager(config.trusted().toFile());
        }
        return builder;
    }
}
