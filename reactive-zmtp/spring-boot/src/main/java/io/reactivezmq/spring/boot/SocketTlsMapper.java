package io.reactivezmq.spring.boot;

import io.reactivezmq.security.TlsConfig;
import io.reactivezmq.spring.boot.ZmqProperties.Ssl;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** Sets the certificates of a socket from an SSL bundle. New connections use the bundle as it is then. */
final class SocketTlsMapper {

    private final OptionSetter set;

    /** Creates a mapper with the setter that names the bundle's property. */
    SocketTlsMapper(OptionSetter set) {
        this.set = set;
    }

    /**
     * What a bundle contains, created once: a listener uses its certificate until the object is another one.
     *
     * @param keys the certificate to show; null for none
     * @param trust the certificates to trust; null for those that the JVM trusts
     */
    private record Managers(
            @Nullable KeyManagerFactory keys, @Nullable TrustManagerFactory trust) {

        static Managers of(SslBundle bundle) {
            return new Managers(
                    bundle.getStores().getKeyStore() == null
                            ? null
                            : bundle.getManagers().getKeyManagerFactory(),
                    bundle.getStores().getTrustStore() == null
                            ? null
                            : bundle.getManagers().getTrustManagerFactory());
        }
    }

    /** The bundle as it is now. Connections read it on threads of their own. */
    private static final class Current {

        private volatile Managers managers;

        Current(SslBundle bundle) {
            managers = Managers.of(bundle);
        }

        void update(SslBundle bundle) {
            managers = Managers.of(bundle);
        }

        TlsConfig config() {
            TlsConfig tls = TlsConfig.create();
            if (managers.keys() != null) {
                tls = tls.keys(this::keys);
            }
            return managers.trust() == null ? tls : tls.trust(this::trust);
        }

        private KeyManagerFactory keys() {
            return Objects.requireNonNull(managers.keys(), "the bundle has no key store any more");
        }

        private TrustManagerFactory trust() {
            return Objects.requireNonNull(managers.trust(), "the bundle has no trust store any more");
        }
    }

    /** Sets the bundle of the details if they have one, otherwise that of the properties. */
    void apply(Ssl given, @Nullable SslBundle other, @Nullable SslBundles bundles) {
        Current current = other == null ? find(given.bundle(), bundles) : new Current(other);
        if (current == null && given.clientAuth() == null && given.serverName() == null) {
            return;
        }
        TlsConfig tls = current == null ? TlsConfig.create() : current.config();
        if (given.clientAuth() != null) {
            tls = tls.requireClientCertificates(given.clientAuth());
        }
        if (given.serverName() != null) {
            tls = tls.serverName(given.serverName());
        }
        set.options().tls(tls);
    }

    private @Nullable Current find(@Nullable String name, @Nullable SslBundles bundles) {
        if (name == null) {
            return null;
        }
        if (bundles == null || !bundles.getBundleNames().contains(name)) {
            throw set.invalid(
                    "ssl.bundle",
                    "names the SSL bundle '" + name + "', which does not exist",
                    "define spring.ssl.bundle.pem." + name + " or spring.ssl.bundle.jks." + name
                            + (bundles == null ? "" : ", or name one of " + bundles.getBundleNames()),
                    null);
        }
        Current current = new Current(bundles.getBundle(name));
        bundles.addBundleUpdateHandler(name, current::update);
        return current;
    }
}
