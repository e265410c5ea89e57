package io.reactivezmq.zmtp.netty.tcp;

import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.reactivezmq.Endpoint;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.ConnectFailedException;
import io.reactivezmq.error.LinkTimeoutException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.options.TcpSettings;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.Listener;
import io.reactivezmq.spi.Transport;
import io.reactivezmq.zmtp.netty.NettyLoops;
import io.reactivezmq.zmtp.netty.ZmtpHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.NettyPipeline;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;

/** Listens and dials by TCP. A socket's listener, its accepted connections and its own all live on the socket's loop. */
public final class TcpTransport implements Transport {

    /** Enough for several batches, so that one can be encoded while the kernel takes another. */
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(128 * 1024, 512 * 1024);

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
        TcpAddress.toConnect(endpoint);
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
                .flatMap(local -> server(host, loop, local, listener).bind())
                .publishOn(Schedulers.fromExecutor(host.loop()::execute))
                .<Listener>map(listener::bound)
                .onErrorMap(failure -> new BindFailedException(endpoint.uri(), failure));
    }

    private static TcpServer server(LinkHost host, EventLoop loop, InetSocketAddress local, TcpListener listener) {
        TcpSettings tcp = host.settings().tcp();
        TcpServer server = TcpServer.create()
                .runOn(affine(loop))
                .bindAddress(() -> local)
                .option(ChannelOption.SO_BACKLOG, tcp.backlog())
                .option(ChannelOption.SO_REUSEADDR, true)
                .doOnChannelInit((observer, channel, remote) ->
                        channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, "zmtp", listener.handler()));
        for (Map.Entry<ChannelOption<?>, Object> option : channelOptions(tcp).entrySet()) {
            server = server.childOption(key(option), option.getValue());
        }
        return server;
    }

    @Override
    public Disposable dial(Endpoint endpoint, LinkHost host) {
        TcpAddress address = TcpAddress.toConnect(endpoint);
        Duration limit = host.settings().connect().connectTimeout();
        ZmtpHandler handler = new ZmtpHandler(host, false);
        TcpClient client = TcpClient.newConnection()
                .runOn(affine(NettyLoops.eventLoop(host.loop())))
                .remoteAddress(() -> InetSocketAddress.createUnresolved(address.host(), address.port()))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(limit.toMillis()))
                .doOnChannelInit((observer, channel, remote) ->
                        channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, "zmtp", handler));
        for (Map.Entry<ChannelOption<?>, Object> option :
                channelOptions(host.settings().tcp()).entrySet()) {
            client = client.option(key(option), option.getValue());
        }
        Dial dial = new Dial(host, handler);
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

    private static Map<ChannelOption<?>, Object> channelOptions(TcpSettings tcp) {
        Map<ChannelOption<?>, Object> options = new HashMap<>();
        options.put(ChannelOption.TCP_NODELAY, true);
        options.put(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK);
        if (tcp.keepAlive() != null) {
            options.put(ChannelOption.SO_KEEPALIVE, tcp.keepAlive());
        }
        if (tcp.sendBuffer() != null) {
            options.put(ChannelOption.SO_SNDBUF, tcp.sendBuffer());
        }
        if (tcp.receiveBuffer() != null) {
            options.put(ChannelOption.SO_RCVBUF, tcp.receiveBuffer());
        }
        return options;
    }

    @SuppressWarnings("unchecked")
    private static ChannelOption<Object> key(Map.Entry<ChannelOption<?>, Object> option) {
        return (ChannelOption<Object>) option.getKey();
    }

    /** Everything on this one loop. */
    private static LoopResources affine(EventLoop loop) {
        return useNative -> loop;
    }

    /** One attempt to connect, and the connection it leads to. On the loop. */
    private static final class Dial implements Disposable {

        private final LinkHost host;
        private final ZmtpHandler handler;
        private Disposable attempt = () -> {};
        private boolean disposed;

        Dial(LinkHost host, ZmtpHandler handler) {
            this.host = host;
            this.handler = handler;
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
                handler.abort();
            }
        }
    }
}
