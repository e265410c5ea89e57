package io.reactivezmq.zmtp.netty.tls;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.reactivezmq.error.TlsFailedException;
import io.reactivezmq.error.TlsFailedException.Reason;
import io.reactivezmq.security.TlsConfig;
import io.reactivezmq.spi.LinkHost;
import java.util.Objects;

/** TLS for one attempt to connect. It verifies that the server's certificate matches the expected name. */
public final class TlsClient {

    private final TlsConfig config;
    private final LinkHost host;
    private final String serverName;
    private final int port;

    /**
     * Creates the TLS client of one attempt.
     *
     * @param name the host of the endpoint, the expected name unless the settings have another
     * @param port the port of the endpoint
     */
    public TlsClient(TlsConfig config, LinkHost host, String name, int port) {
        this.config = config;
        this.host = host;
        this.serverName = Objects.requireNonNullElse(config.serverName(), name);
        this.port = port;
    }

    /**
     * Reads the current files, asks the suppliers of factories, and creates a context. Blocks.
     *
     * @throws TlsFailedException with {@link Reason#CONFIGURATION} when that fails
     */
    public SslContext load() {
        try {
            TlsMaterial material = TlsMaterial.of(config);
            return material.clientBuilder(material.factories())
                    .sslProvider(SslProvider.JDK)
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (Throwable failure) {
            throw new TlsFailedException(host.endpoint().uri(), Reason.CONFIGURATION, failure);
        }
    }

    /** Creates the handlers for a channel. */
    public ChannelHandler[] handlers(Channel channel, SslContext context) {
        SslHandler handler = context.newHandler(channel.alloc(), serverName, port, new TlsWork(host));
        handler.setHandshakeTimeoutMillis(
                host.settings().connect().handshakeTimeout().toMillis());
        return new ChannelHandler[] {handler, new TlsHandshakeHandler(host, false)};
    }
}
