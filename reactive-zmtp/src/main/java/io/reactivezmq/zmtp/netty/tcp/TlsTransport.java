package io.reactivezmq.zmtp.netty.tcp;

import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.security.TlsConfig;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.Listener;
import io.reactivezmq.spi.Transport;
import io.reactivezmq.spi.settings.LinkSettings;
import io.reactivezmq.zmtp.netty.LoopCallback;
import io.reactivezmq.zmtp.netty.tls.TlsClient;
import io.reactivezmq.zmtp.netty.tls.TlsServer;
import io.reactivezmq.zmtp.session.Mechanisms;
import java.util.Objects;
import java.util.Set;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The {@code tls+tcp} transport: TCP with TLS. ZMTP inside TLS is the same as without. */
public final class TlsTransport implements Transport {

    @Override
    public Set<String> schemes() {
        return Set.of("tls+tcp");
    }

    @Override
    public void checkBind(Endpoint endpoint, SocketType type, LinkSettings settings) {
        TcpAddress.toBind(endpoint);
        Mechanisms.check(settings.security());
    }

    @Override
    public void checkConnect(Endpoint endpoint, SocketType type, LinkSettings settings) {
        TcpRoute.parse(endpoint);
        Mechanisms.check(settings.security());
    }

    @Override
    public Mono<Listener> listen(Endpoint endpoint, LinkHost host) {
        TlsServer tls = new TlsServer(config(host), host);
        return Mono.fromCallable(tls::load)
                // Reads files.
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(failure -> new BindFailedException(endpoint.uri(), failure))
                .flatMap(loaded -> TcpTransport.listen(endpoint, host, channel -> loaded.handlers()));
    }

    @Override
    public Disposable dial(Endpoint endpoint, LinkHost host) {
        TcpAddress to = TcpRoute.parse(endpoint).to();
        TlsClient tls = new TlsClient(config(host), host, to.host(), to.port());
        return TcpTransport.dial(
                endpoint,
                host,
                LoopCallback.of(Mono.fromCallable(tls::load).subscribeOn(Schedulers.boundedElastic()), host)
                        .map(context -> channel -> tls.handlers(channel, context)));
    }

    /** Returns the TLS settings of the socket, or the defaults. */
    public static TlsConfig config(LinkHost host) {
        return Objects.requireNonNullElseGet(host.settings().security().tls(), TlsConfig::create);
    }
}
