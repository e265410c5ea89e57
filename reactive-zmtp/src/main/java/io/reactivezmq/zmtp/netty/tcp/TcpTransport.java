package io.reactivezmq.zmtp.netty.tcp;

import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.reactivezmq.Endpoint;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.ConnectFailedException;
import io.reactivezmq.error.LinkTimeoutException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.options.SocketSettings;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.Listener;
import io.reactivezmq.spi.Transport;
import io.reactivezmq.zmtp.netty.NettyLoops;
import io.reactivezmq.zmtp.netty.ZmtpHandler;
import io.reactivezmq.zmtp.session.Mechanisms;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.NettyPipeline;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;

/** Listens and dials by TCP. A socket's listener, its accepted connections and its own all live on the socket's loop. */
public final class TcpTransport implements Transport {

    private static final String HANDLER = "zmtp";

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
        TcpAddress address = TcpAddress.toBind(endpoint);
        EventLoop loop = NettyLoops.eventLoop(host.loop());
        TcpListener listener = new TcpListener(host);
        return Mono.fromCallable(
                        () -> address.resolveToBind(host.settings().tcp().ipv6()))
                // A name service may make us wait.
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(local -> server(host, loop, local, listener)
                        .bind()
                        .publishOn(Schedulers.fromExecutor(host.loop()::execute))
                        .<Listener>map(server -> listener.bound(server, local)))
                .onErrorMap(failure -> new BindFailedException(endpoint.uri(), failure));
    }

    private static TcpServer server(LinkHost host, EventLoop loop, InetSocketAddress local, TcpListener listener) {
        TcpServer server = TcpServer.create()
                .runOn(new AffineLoop(loop, local.getAddress() instanceof Inet4Address))
                .bindAddress(() -> local)
                .option(ChannelOption.SO_BACKLOG, host.settings().tcp().backlog())
                .option(ChannelOption.SO_REUSEADDR, true)
                .doOnChannelInit((observer, channel, remote) ->
                        channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, HANDLER, listener.handler()));
        return TcpOptions.of(host.settings().tcp(), loop).applyTo(server, TcpServer::childOption);
    }

    @Override
    public Disposable dial(Endpoint endpoint, LinkHost host) {
        TcpRoute route = TcpRoute.parse(endpoint);
        EventLoop loop = NettyLoops.eventLoop(host.loop());
        Duration limit = host.settings().connect().connectTimeout();
        Dial dial = new Dial(host);
        TcpClient client = TcpClient.newConnection()
                // Before the loop is named: else Reactor Netty makes a resolver for it, and keeps both for ever.
                .resolver(HostNames.of(route, host, loop))
                .runOn(new AffineLoop(loop, false))
                .remoteAddress(route::remote)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(limit.toMillis()))
                .doOnChannelInit((observer, channel, remote) ->
                        channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, HANDLER, dial.handler()));
        client = TcpOptions.of(host.settings().tcp(), loop).applyTo(client, TcpClient::option);
        if (route.hasSource()) {
            client = client.option(ChannelOption.SO_REUSEADDR, true)
                    .bindAddress(() -> route.source(host.settings().tcp().ipv6()));
        }
        dial.attempt = client.connect()
                .subscribe(
                        connection -> {},
                        failure -> host.loop().execute(() -> dial.failed(failure(endpoint, limit, failure))));
        return dial;
    }

    private static ZmqException failure(Endpoint endpoint, Duration limit, Throwable failure) {
        return failure instanceof ConnectTimeoutException
                ? new LinkTimeoutException(endpoint.uri(), LinkTimeoutException.Stage.CONNECT, limit)
                : new ConnectFailedException(endpoint.uri(), failure);
    }

    /** One attempt to connect, and the connection it leads to. On the loop. */
    private static final class Dial implements Disposable {

        private final LinkHost host;
        private @Nullable ZmtpHandler handler;
        private Disposable attempt = () -> {};
        private boolean disposed;

        Dial(LinkHost host) {
            this.host = host;
        }

        /** A handler for one more channel: each address of a name is tried with a channel of its own. */
        ZmtpHandler handler() {
            ZmtpHandler made = new ZmtpHandler(host, false);
            handler = made;
            if (disposed) {
                made.abort();
            }
            return made;
        }

        void failed(ZmqException cause) {
            if (!disposed) {
                disposed = true;
                host.failed(host.endpoint().uri(), false, cause);
            }
        }

        @Override
        public void dispose() {
            if (!disposed) {
                disposed = true;
                attempt.dispose();
                if (handler != null) {
                    handler.abort();
                }
            }
        }
    }
}
