package io.reactivezmq.zmtp.netty.ipc;

import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.resolver.NoopAddressResolverGroup;
import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.error.UnsupportedTransportException;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.Listener;
import io.reactivezmq.spi.Transport;
import io.reactivezmq.spi.settings.LinkSettings;
import io.reactivezmq.zmtp.netty.BindFailures;
import io.reactivezmq.zmtp.netty.JdkSockets;
import io.reactivezmq.zmtp.netty.LoopCallback;
import io.reactivezmq.zmtp.netty.NettyChannelOptions;
import io.reactivezmq.zmtp.netty.NettyDial;
import io.reactivezmq.zmtp.netty.NettyListener;
import io.reactivezmq.zmtp.netty.NettyLoopGroup;
import io.reactivezmq.zmtp.session.Mechanisms;
import java.util.Set;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;

/** The {@code ipc} transport, over Unix domain sockets with epoll or NIO. All channels of a socket run on its loop. */
public final class IpcTransport implements Transport {

    /** Creates the transport. Called by {@link java.util.ServiceLoader}. */
    public IpcTransport() {}

    @Override
    public Set<String> schemes() {
        return Set.of("ipc");
    }

    @Override
    public void checkBind(Endpoint endpoint, SocketType type, LinkSettings settings) {
        IpcAddress address = IpcAddress.toBind(endpoint);
        if (!settings.transport().socketFile().isDefault() && (address.isAbstract() || address.isAny())) {
            throw new UnsupportedTransportException(
                    endpoint.uri(),
                    "ipcFileMode, ipcFileOwner and ipcFileGroup are for files at a path: an abstract name has"
                            + " none, and ipc://* is in a directory private to this user");
        }
        Mechanisms.check(settings.security());
    }

    @Override
    public void checkConnect(Endpoint endpoint, SocketType type, LinkSettings settings) {
        IpcAddress.toConnect(endpoint);
        Mechanisms.check(settings.security());
    }

    @Override
    public Mono<Listener> listen(Endpoint endpoint, LinkHost host) {
        IpcAddress address = IpcAddress.toBind(endpoint);
        return Mono.defer(() -> {
                    checkFilters(endpoint, host);
                    return JdkSockets.readyOn(NettyLoopGroup.eventLoop(host.loop()))
                            .then(SocketFile.prepare(
                                    address, host.settings().transport().socketFile()));
                })
                .flatMap(file -> LoopCallback.of(Mono.just(file), host)
                        .flatMap(there -> bind(there, host))
                        .onErrorResume(failure -> file.removeDirectory().then(Mono.error(failure))))
                .onErrorMap(failure -> BindFailures.of(endpoint, failure));
    }

    private static void checkFilters(Endpoint endpoint, LinkHost host) {
        if (host.settings().transport().accept().asksForCredentials()
                && !NettyLoopGroup.isEpoll(NettyLoopGroup.eventLoop(host.loop()))) {
            throw new UnsupportedTransportException(
                    endpoint.uri(), "the user, group and process of a peer are known only with Netty's epoll on Linux");
        }
    }

    private static Mono<Listener> bind(SocketFile file, LinkHost host) {
        EventLoop loop = NettyLoopGroup.eventLoop(host.loop());
        NettyListener listener = new NettyListener(host);
        return LoopCallback.of(
                        Mono.defer(
                                () -> server(file.place(), host, loop, listener).bind()),
                        host)
                .map(server ->
                        new IpcListener(listener.bound(server, file.address().endpoint()), file))
                .flatMap(open -> file.isPlaced()
                        ? Mono.just(open)
                        : LoopCallback.of(
                                file.show()
                                        .onErrorResume(failure -> open.close().then(Mono.error(failure)))
                                        .thenReturn(open),
                                host));
    }

    private static TcpServer server(IpcAddress address, LinkHost host, EventLoop loop, NettyListener listener) {
        TcpServer server = TcpServer.create()
                .runOn(useNative -> loop)
                .bindAddress(() -> address.on(loop))
                .option(
                        ChannelOption.SO_BACKLOG,
                        host.settings().transport().tcp().backlog())
                .doOnChannelInit((observer, channel, remote) -> listener.accept(channel));
        return NettyChannelOptions.ofStream(host.settings().transport().kernel())
                .applyTo(server, TcpServer::childOption);
    }

    @Override
    public Disposable dial(Endpoint endpoint, LinkHost host) {
        IpcAddress address = IpcAddress.toConnect(endpoint);
        EventLoop loop = NettyLoopGroup.eventLoop(host.loop());
        NettyDial dial = new NettyDial(host);
        Mono<Void> ready = NettyLoopGroup.isNio(loop) ? LoopCallback.of(JdkSockets.readyOn(loop), host) : Mono.empty();
        return dial.start(
                ready.then(Mono.defer(() -> client(address, host, loop, dial).connect())));
    }

    private static TcpClient client(IpcAddress address, LinkHost host, EventLoop loop, NettyDial dial) {
        TcpClient client = TcpClient.newConnection()
                .resolver(NoopAddressResolverGroup.INSTANCE)
                .runOn(useNative -> loop)
                .remoteAddress(() -> address.on(loop))
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(
                                host.settings().connect().connectTimeout().toMillis()))
                .doOnChannelInit((observer, channel, remote) -> dial.install(channel));
        return NettyChannelOptions.ofStream(host.settings().transport().kernel())
                .applyTo(client, TcpClient::option);
    }
}
