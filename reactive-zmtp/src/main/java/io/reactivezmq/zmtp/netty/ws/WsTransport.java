package io.reactivezmq.zmtp.netty.ws;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpServerCodec;
import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.MissingArtifactException;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.Listener;
import io.reactivezmq.spi.Transport;
import io.reactivezmq.spi.settings.LinkSettings;
import io.reactivezmq.zmtp.netty.LoopCallback;
import io.reactivezmq.zmtp.netty.NettyDial;
import io.reactivezmq.zmtp.netty.NettyListener;
import io.reactivezmq.zmtp.netty.tcp.TcpAddress;
import io.reactivezmq.zmtp.netty.tcp.TcpRoute;
import io.reactivezmq.zmtp.netty.tcp.TcpStreams;
import io.reactivezmq.zmtp.netty.tcp.TlsTransport;
import io.reactivezmq.zmtp.netty.tls.TlsClient;
import io.reactivezmq.zmtp.netty.tls.TlsServer;
import io.reactivezmq.zmtp.session.Mechanisms;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The {@code ws} and {@code wss} transports: WebSocket over TCP, without or with TLS. */
public final class WsTransport implements Transport {

    private static final ChannelHandler[] NONE = {};

    /** Creates the transport. Called by {@link java.util.ServiceLoader}. */
    public WsTransport() {}

    @Override
    public Set<String> schemes() {
        return Set.of("ws", "wss");
    }

    @Override
    public void checkBind(Endpoint endpoint, SocketType type, LinkSettings settings) {
        TcpAddress.toBind(endpoint, WsAddress.parse(endpoint).authority());
        check(settings);
    }

    @Override
    public void checkConnect(Endpoint endpoint, SocketType type, LinkSettings settings) {
        TcpAddress.toConnect(endpoint, WsAddress.parse(endpoint).authority());
        check(settings);
    }

    private static void check(LinkSettings settings) {
        Mechanisms.check(settings.security());
        try {
            Class.forName(
                    "io.netty.handler.codec.http.websocketx.WebSocketFrame", false, WsTransport.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new MissingArtifactException("The transport ws", "io.netty:netty-codec-http");
        }
    }

    @Override
    public Mono<Listener> listen(Endpoint endpoint, LinkHost host) {
        if (!isSecure(endpoint)) {
            return listen(endpoint, host, () -> NONE);
        }
        TlsServer tls = new TlsServer(TlsTransport.config(host), host);
        return Mono.fromCallable(tls::load)
                // Reads files.
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(failure -> new BindFailedException(endpoint.uri(), failure))
                .flatMap(loaded -> listen(endpoint, host, loaded::handlers));
    }

    private static Mono<Listener> listen(Endpoint endpoint, LinkHost host, Supplier<ChannelHandler[]> tls) {
        WsAddress address = WsAddress.parse(endpoint);
        NettyListener listener = new NettyListener(host);
        return TcpStreams.listen(
                        TcpAddress.toBind(endpoint, address.authority()),
                        host,
                        channel -> listener.accept(
                                channel,
                                with(host, tls.get(), new HttpServerCodec(), new ZwsServerHandler(host, address))))
                .map(bound -> listener.bound(
                        bound.server(),
                        new Endpoint(endpoint.transport() + "://" + bound.authority() + address.path())));
    }

    @Override
    public Disposable dial(Endpoint endpoint, LinkHost host) {
        WsAddress address = WsAddress.parse(endpoint);
        TcpAddress target = TcpAddress.toConnect(endpoint, address.authority());
        NettyDial dial = new NettyDial(host);
        return dial.start(clientTls(endpoint, host, target)
                .flatMap(tls -> TcpStreams.connect(
                        TcpRoute.to(target),
                        host,
                        channel -> dial.install(
                                channel,
                                with(
                                        host,
                                        tls.apply(channel),
                                        new HttpClientCodec(),
                                        new ZwsClientHandler(host, address))))));
    }

    private static Mono<Function<Channel, ChannelHandler[]>> clientTls(
            Endpoint endpoint, LinkHost host, TcpAddress target) {
        if (!isSecure(endpoint)) {
            return Mono.just(channel -> NONE);
        }
        TlsClient tls = new TlsClient(TlsTransport.config(host), host, target.host(), target.port());
        return LoopCallback.of(Mono.fromCallable(tls::load).subscribeOn(Schedulers.boundedElastic()), host)
                .map(context -> channel -> tls.handlers(channel, context));
    }

    private static boolean isSecure(Endpoint endpoint) {
        return endpoint.transport().equals("wss");
    }

    private static ChannelHandler[] with(LinkHost host, ChannelHandler[] tls, ChannelHandler http, ChannelHandler zws) {
        ChannelHandler[] all = Arrays.copyOf(tls, tls.length + 4);
        all[tls.length] = new ByteCounter(host.settings().limits().entry().maxHandshakeSize());
        all[tls.length + 1] = http;
        all[tls.length + 2] = new UpgradeCollector();
        all[tls.length + 3] = zws;
        return all;
    }
}
