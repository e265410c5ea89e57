package io.reactivezmq.zmtp.netty.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.resolver.NoopAddressResolverGroup;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.settings.ProxySettings;
import io.reactivezmq.spi.settings.TcpSettings;
import io.reactivezmq.spi.settings.TransportSettings;
import io.reactivezmq.zmtp.netty.BindFailures;
import io.reactivezmq.zmtp.netty.LoopCallback;
import io.reactivezmq.zmtp.netty.NettyChannelOptions;
import io.reactivezmq.zmtp.netty.NettyLoopGroup;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;

/**
 * Creates TCP channels for all transports based on TCP. A socket's listener, its accepted connections and its dialed
 * connections all run on the socket's loop.
 */
public final class TcpStreams {

    private TcpStreams() {}

    /**
     * A listening channel.
     *
     * @param server the server that closes the channel
     * @param authority its address and port in endpoint form
     */
    public record Bound(DisposableServer server, String authority) {}

    /**
     * Listens on the address. The installer sets up the pipeline of each accepted channel. Signals on the loop.
     *
     * @return the listening channel; fails with a {@link BindFailedException}
     */
    public static Mono<Bound> listen(TcpAddress address, LinkHost host, Consumer<Channel> installer) {
        TcpSettings settings = host.settings().transport().tcp();
        Mono<InetSocketAddress> resolved = Mono.fromCallable(() -> address.resolveToBind(settings.ipv6()));
        if (address.mayBlock()) {
            resolved = resolved.subscribeOn(Schedulers.boundedElastic());
        }
        return LoopCallback.of(resolved, host)
                .flatMap(local -> LoopCallback.of(server(host, local, installer).bind(), host)
                        .map(server -> new Bound(
                                server,
                                // The system may report another form of the address, but it has chosen the port.
                                TcpAddress.authority(local, ((InetSocketAddress) server.address()).getPort()))))
                .onErrorMap(failure -> BindFailures.of(host.endpoint(), failure));
    }

    private static TcpServer server(LinkHost host, InetSocketAddress local, Consumer<Channel> installer) {
        TransportSettings settings = host.settings().transport();
        TcpServer server = TcpServer.create()
                .runOn(new AffineLoop(
                        loop(host),
                        local.getAddress() instanceof Inet4Address,
                        settings.tcp().device()))
                .bindAddress(() -> local)
                .option(ChannelOption.SO_BACKLOG, settings.tcp().backlog())
                .option(ChannelOption.SO_REUSEADDR, true)
                .doOnChannelInit((observer, channel, remote) -> installer.accept(channel));
        return NettyChannelOptions.ofTcp(settings, NettyLoopGroup.isEpoll(loop(host)))
                .applyTo(server, TcpServer::childOption);
    }

    /** Connects along the route. The installer sets up the pipeline of each channel that is tried. */
    public static Mono<Connection> connect(TcpRoute route, LinkHost host, Consumer<Channel> installer) {
        ProxySettings proxy = host.settings().transport().tcp().proxy();
        return proxy == null
                ? Mono.fromCallable(() -> client(route, host, installer)).flatMap(client -> direct(client, route, host))
                : HostNames.resolve(TcpRoute.to(new TcpAddress(proxy.host(), proxy.port())), host, loop(host))
                        .flatMap(address ->
                                Mono.fromCallable(() -> client(route, host, byWayOf(proxy, address, host, installer))))
                        .flatMap(TcpClient::connect);
    }

    private static Mono<? extends Connection> direct(TcpClient client, TcpRoute route, LinkHost host) {
        return route.remote().isUnresolved()
                ? HostNames.<Connection>with(
                        host, loop(host), names -> client.resolver(names).connect())
                : client.connect();
    }

    private static Consumer<Channel> byWayOf(
            ProxySettings proxy, InetSocketAddress address, LinkHost host, Consumer<Channel> installer) {
        return channel -> {
            installer.accept(channel);
            ProxyConnectHandler.install(
                    channel.pipeline(),
                    proxy,
                    address,
                    host.settings().connect().connectTimeout());
        };
    }

    private static EventLoop loop(LinkHost host) {
        return NettyLoopGroup.eventLoop(host.loop());
    }

    /**
     * Returns a client that resolves no names.
     *
     * @throws IOException when the route's source has no address now. Reactor Netty is not given a supplier that throws
     *     this: it calls that supplier where nothing catches, and then never reports the end of the attempt.
     */
    private static TcpClient client(TcpRoute route, LinkHost host, Consumer<Channel> installer) throws IOException {
        TransportSettings settings = host.settings().transport();
        InetSocketAddress source = route.source(settings.tcp().ipv6());
        Duration limit = host.settings().connect().connectTimeout();
        TcpClient client = TcpClient.newConnection()
                // Set before the loop: otherwise Reactor Netty creates a resolver for the loop and keeps both forever.
                .resolver(NoopAddressResolverGroup.INSTANCE)
                .runOn(new AffineLoop(loop(host), false, settings.tcp().device()))
                .remoteAddress(route::remote)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(limit.toMillis()))
                .doOnChannelInit((observer, channel, remote) -> {
                    installer.accept(channel);
                    channel.pipeline().addFirst(new SelfConnectionHandler(host));
                });
        client = NettyChannelOptions.ofTcp(settings, NettyLoopGroup.isEpoll(loop(host)))
                .applyTo(client, TcpClient::option);
        if (source != null) {
            client = client.option(ChannelOption.SO_REUSEADDR, true).bindAddress(() -> source);
        }
        return client;
    }
}
