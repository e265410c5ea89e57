package io.reactivezmq.zmtp.netty.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.reactivezmq.security.TlsConfig;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import org.junit.jupiter.api.Test;

class ReloadingSslContextTest {

    private final AtomicInteger loads = new AtomicInteger();

    private static KeyManagerFactory keys(String name) throws Exception {
        X509Bundle bundle = new CertificateBuilder()
                .ecp256()
                .subject("CN=" + name)
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        return bundle.toKeyManagerFactory();
    }

    private ReloadingSslContext context(TlsConfig config) {
        TlsMaterial material = TlsMaterial.of(config);
        return new ReloadingSslContext(material, factories -> {
            loads.incrementAndGet();
            return material.serverBuilder(factories).build();
        });
    }

    @Test
    void theContextIsCreatedAgainOnlyForAnotherFactory() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        AtomicReference<KeyManagerFactory> keys = new AtomicReference<>(keys("a"));
        ReloadingSslContext context = context(TlsConfig.create().keys(() -> {
            asked.incrementAndGet();
            return keys.get();
        }));
        SslContext first = context.current();
        assertThat(context.current()).isSameAs(first);
        assertThat(context.current()).isSameAs(first);
        keys.set(keys("b"));
        SslContext second = context.current();
        assertThat(second).isNotSameAs(first);
        assertThat(context.current()).isSameAs(second);
        assertThat(asked).hasValue(5);
        assertThat(loads).hasValue(2);
    }

    @Test
    void aContextOfAFormerFactoryIsNeverUsed() throws Exception {
        AtomicReference<KeyManagerFactory> keys = new AtomicReference<>(keys("a"));
        TlsMaterial material = TlsMaterial.of(TlsConfig.create().keys(keys::get));
        KeyManagerFactory refused = keys("refused");
        ReloadingSslContext context = new ReloadingSslContext(material, factories -> {
            if (factories.keys() == refused) {
                throw new IllegalStateException("refused");
            }
            return SslContextBuilder.forServer(factories.keys()).build();
        });
        SslContext first = context.current();
        KeyManagerFactory good = keys.getAndSet(refused);
        assertThatThrownBy(context::current).hasMessage("refused");
        keys.set(good);
        assertThat(context.current()).isSameAs(first);
    }
}
