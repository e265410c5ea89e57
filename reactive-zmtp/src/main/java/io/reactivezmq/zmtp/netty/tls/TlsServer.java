package io.reactivezmq.zmtp.netty.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.error.TlsFailedException;
import io.reactivezmq.error.TlsFailedException.Reason;
import io.reactivezmq.security.TlsConfig;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.zmtp.netty.LoopCallback;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** TLS for accepted connections. It presents the certificate for the name that the client requests (SNI). */
public final class TlsServer {

    private static final int MAX_CLIENT_HELLO = 16 * 1024;

    /**
     * The connection has one timer for TLS and its own handshake. Netty's timer for the ClientHello would keep a
     * connection in memory until it expires, even if the connection has ended.
     */
    private static final long NO_TIMER = 0;

    private final TlsConfig config;
    private final LinkHost host;
    private final @Nullable ReloadingSslContext forAll;
    private final Map<String, ReloadingSslContext> byName = new HashMap<>();

    /** Creates the TLS server of one bound endpoint. */
    public TlsServer(TlsConfig config, LinkHost host) {
        this.config = config;
        this.host = host;
        this.forAll =
                config.certificate() == null && config.keyManagers() == null ? null : kept(TlsMaterial.of(config));
        config.byName().forEach((name, certificate) -> byName.put(name, kept(TlsMaterial.of(certificate, config))));
    }

    private ReloadingSslContext kept(TlsMaterial material) {
        return new ReloadingSslContext(material, factories -> {
            SslContextBuilder builder = material.serverBuilder(factories)
                    .sslProvider(SslProvider.JDK)
                    .clientAuth(config.clientCertificates() ? ClientAuth.REQUIRE : ClientAuth.NONE);
            return builder.build();
        });
    }

    /**
     * Checks the settings, loads all certificates and returns this server. Blocks, as it reads files and asks
     * suppliers.
     *
     * @throws InvalidOptionException when the settings are incomplete
     * @throws TlsFailedException with {@link Reason#CONFIGURATION} when a file or a factory cannot be loaded
     */
    public TlsServer load() {
        if (forAll == null && byName.isEmpty()) {
            throw new InvalidOptionException("tls", config, "a certificate or keys, to listen");
        }
        if (config.clientCertificates() && config.trusted() == null && config.trustManagers() == null) {
            throw new InvalidOptionException("tls", config, "trusted certificates, to ask for those of clients");
        }
        if (forAll != null) {
            current(forAll);
        }
        for (ReloadingSslContext named : byName.values()) {
            current(named);
        }
        return this;
    }

    /** Creates the handlers for an accepted channel. */
    public ChannelHandler[] handlers() {
        return new ChannelHandler[] {new Chooser(), new TlsHandshakeHandler(host, true)};
    }

    private SslContext choose(@Nullable String name) {
        ReloadingSslContext chosen = forAll;
        if (name != null) {
            String lower = name.toLowerCase(Locale.ROOT);
            int dot = lower.indexOf('.');
            ReloadingSslContext wildcard = dot < 0 ? null : byName.get("*" + lower.substring(dot));
            ReloadingSslContext exact = byName.get(lower);
            if (exact != null) {
                chosen = exact;
            } else if (wildcard != null) {
                chosen = wildcard;
            }
        }
        if (chosen == null) {
            throw new IllegalArgumentException("there is no certificate for the name the client asks for");
        }
        return current(chosen);
    }

    /** Returns the current context, and fails with an exception even if application code throws an {@link Error}. */
    private SslContext current(ReloadingSslContext chosen) {
        try {
            return chosen.current();
        } catch (Throwable failure) {
            throw new TlsFailedException(host.endpoint().uri(), Reason.CONFIGURATION, failure);
        }
    }

    /**
     * Waits for the name that the client requests. Certificates are selected, and the handshake is computed, off the
     * loop.
     */
    private final class Chooser extends SniHandler {

        private @Nullable Future<SslContext> choice;

        Chooser() {
            super(TlsServer.this::chooseElsewhere, MAX_CLIENT_HELLO, NO_TIMER);
        }

        /** Netty looks again when the connection ends after a failure, which would call application code once more. */
        @Override
        protected Future<SslContext> lookup(ChannelHandlerContext context, @Nullable String name) throws Exception {
            Future<SslContext> known = choice;
            if (known == null) {
                known = super.lookup(context, name);
                choice = known;
            }
            return known;
        }

        @Override
        protected SslHandler newSslHandler(SslContext context, ByteBufAllocator allocator) {
            SslHandler handler = context.newHandler(allocator, new TlsWork(host));
            handler.setHandshakeTimeoutMillis(NO_TIMER);
            return handler;
        }
    }

    private Future<SslContext> chooseElsewhere(@Nullable String name, Promise<SslContext> chosen) {
        new TlsWork(host).execute(() -> {
            try {
                SslContext context = choose(name);
                LoopCallback.run(host, () -> chosen.trySuccess(context));
            } catch (Throwable failure) {
                LoopCallback.run(host, () -> chosen.tryFailure(failure));
            }
        });
        return chosen;
    }
}
