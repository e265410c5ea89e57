package io.reactivezmq.zmtp.netty.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.reactivezmq.Endpoint;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.options.SocketSettings;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.Listener;
import io.reactivezmq.spi.Transport;
import io.reactivezmq.zmtp.netty.ChannelOptions;
import io.reactivezmq.zmtp.netty.NettyDial;
import io.reactivezmq.zmtp.netty.NettyListener;
import io.reactivezmq.zmtp.netty.NettyLoops;
import io.reactivezmq.zmtp.session.Mechanisms;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;

/** Listens and dials by TCP. A socket's listener, its accepted connections and its own all live on the socket's loop. */
public final class TcpTransport implements Transport {

    @Override
    public Set<String> schemes() {
        return Set.of("tcp");
    }

    @Override
    public void checkBind(Endpoint endpoint) {
        TcpAddress.toBind(endpoint);
    }

    @Override
    public void checkConnect(Endpoint endpoint) {
        TcpRoute.parse(endpoint);
    }

    @Override
    public void check(SocketSettings settings) {
        Mechanisms.check(settings.security());
    }

    @Override
    public Mono<Listener> listen(Endpoint endpoint, LinkHost host) {
        return listen(endpoint, host, Wiring.PLAIN);
    }

    static Mono<Listener> listen(Endpoint endpoint, LinkHost host, Wiring wiring) {
        TcpAddress address = TcpAddress.toBind(endpoint);
        EventLoop loop = NettyLoops.eventLoop(host.loop());
        NettyListener listener = new NettyListener(host);
        return Mono.fromCallable(
                        () -> address.resolveToBind(host.settings().tcp().ipv6()))
                // A name service may make us wait.
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(local -> server(
                                host, loop, local, channel -> listener.accept(channel, wiring.handlers(channel)))
                        .bind()
                        .publishOn(Schedulers.fromExecutor(host.loop()::execute))
                        .map(server -> listener.bound(
                                server,
                                // The system may tell another form of the address; it has chosen the port.
                                TcpAddress.endpoint(
                                        endpoint.transport(),
                                        local,
                                        ((InetSocketAddress) server.address()).getPort()))))
                .onErrorMap(failure -> new BindFailedException(endpoint.uri(), failure));
    }

    private static TcpServer server(LinkHost host, EventLoop loop, InetSocketAddress local, Consumer<Channel> accept) {
        TcpServer server = TcpServer.create()
                .runOn(new AffineLoop(
                        loop,
                        local.getAddress() instanceof Inet4Address,
                        host.settings().tcp().device()))
                .bindAddress(() -> local)
                .option(ChannelOption.SO_BACKLOG, host.settings().tcp().backlog())
                .option(ChannelOption.SO_REUSEADDR, true)
                .doOnChannelInit((observer, channel, remote) -> accept.accept(channel));
        return ChannelOptions.ofTcp(host.settings().tcp(), NettyLoops.isEpoll(loop))
                .applyTo(server, TcpServer::childOption);
    }

    @Override
    public Disposable dial(Endpoint endpoint, LinkHost host) {
        return dial(endpoint, host, Mono.just(Wiring.PLAIN));
    }

    static Disposable dial(Endpoint endpoint, LinkHost host, Mono<Wiring> wirings) {
        TcpRoute route = TcpRoute.parse(endpoint);
        EventLoop loop = NettyLoops.eventLoop(host.loop());
        Duration limit = host.settings().connect().connectTimeout();
        NettyDial dial = new NettyDial(host);
        return dial.start(wirings.flatMap(wiring -> {
            TcpClient client = TcpClient.newConnection()
                    // Before the loop is named: else Reactor Netty makes a resolver for it, and keeps both for ever.
                    .resolver(HostNames.of(route, host, loop))
                    .runOn(new AffineLoop(loop, false, host.settings().tcp().device()))
                    .remoteAddress(route::remote)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(limit.toMillis()))
                    .doOnChannelInit((observer, channel, remote) -> dial.install(channel, wiring.handlers(channel)));
            client = ChannelOptions.ofTcp(host.settings().tcp(), NettyLoops.isEpoll(loop))
                    .applyTo(client, TcpClient::option);
            if (route.hasSource()) {
                client = client.option(ChannelOption.SO_REUSEADDR, true)
                        .bindAddress(() -> route.source(host.settings().tcp().ipv6()));
            }
            return client.connect();
        }));
    }

    /** What stands between a channel and its session. */
    @FunctionalInterface
    interface Wiring {

        /** Nothing. */
        Wiring PLAIN = channel -> new ChannelHandler[0];

        /** New ones for a new channel. */
        ChannelHandler[] handlers(Channel channel);
    }
}
