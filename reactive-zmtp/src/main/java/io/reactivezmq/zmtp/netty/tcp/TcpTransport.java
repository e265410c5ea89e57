package io.reactivezmq.zmtp.netty.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.Listener;
import io.reactivezmq.spi.Transport;
import io.reactivezmq.spi.settings.LinkSettings;
import io.reactivezmq.zmtp.netty.NettyDial;
import io.reactivezmq.zmtp.netty.NettyListener;
import io.reactivezmq.zmtp.session.Mechanisms;
import java.util.Set;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** The {@code tcp} transport, which also creates the channels of {@code tls+tcp}. */
public final class TcpTransport implements Transport {

    @Override
    public Set<String> schemes() {
        return Set.of("tcp");
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
        return listen(endpoint, host, Wiring.PLAIN);
    }

    static Mono<Listener> listen(Endpoint endpoint, LinkHost host, Wiring wiring) {
        NettyListener listener = new NettyListener(host);
        return TcpStreams.listen(
                        TcpAddress.toBind(endpoint),
                        host,
                        channel -> listener.accept(channel, wiring.handlers(channel)))
                .map(bound ->
                        listener.bound(bound.server(), new Endpoint(endpoint.transport() + "://" + bound.authority())));
    }

    @Override
    public Disposable dial(Endpoint endpoint, LinkHost host) {
        return dial(endpoint, host, Mono.just(Wiring.PLAIN));
    }

    static Disposable dial(Endpoint endpoint, LinkHost host, Mono<Wiring> wirings) {
        TcpRoute route = TcpRoute.parse(endpoint);
        NettyDial dial = new NettyDial(host);
        return dial.start(wirings.flatMap(
                wiring -> TcpStreams.connect(route, host, channel -> dial.install(channel, wiring.handlers(channel)))));
    }

    /** Creates the handlers between a channel and its session. */
    @FunctionalInterface
    interface Wiring {

        /** Creates no handlers. */
        Wiring PLAIN = channel -> new ChannelHandler[0];

        /** Returns new handlers for a new channel. */
        ChannelHandler[] handlers(Channel channel);
    }
}
