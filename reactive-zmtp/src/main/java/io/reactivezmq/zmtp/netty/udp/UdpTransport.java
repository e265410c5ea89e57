package io.reactivezmq.zmtp.netty.udp;

import io.netty.channel.EventLoop;
import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.UnsupportedTransportException;
import io.reactivezmq.security.SocketSecurity;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.Listener;
import io.reactivezmq.spi.Transport;
import io.reactivezmq.spi.settings.LinkSettings;
import io.reactivezmq.zmtp.netty.Addresses;
import io.reactivezmq.zmtp.netty.JdkSockets;
import io.reactivezmq.zmtp.netty.LoopCallback;
import io.reactivezmq.zmtp.netty.NettyLoopGroup;
import io.reactivezmq.zmtp.netty.tcp.HostNames;
import io.reactivezmq.zmtp.netty.tcp.TcpRoute;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The {@code udp} transport, without connections: a RADIO connects, DISH and DGRAM bind. */
public final class UdpTransport implements Transport {

    /** Creates the transport. Called by {@link java.util.ServiceLoader}. */
    public UdpTransport() {}

    @Override
    public Set<String> schemes() {
        return Set.of("udp");
    }

    @Override
    public boolean carriesDatagrams() {
        return true;
    }

    @Override
    public void checkBind(Endpoint endpoint, SocketType type, LinkSettings settings) {
        if (type == SocketType.RADIO) {
            throw new UnsupportedTransportException(endpoint.uri(), "a RADIO connects by udp, and a DISH is bound");
        }
        checkType(endpoint, type);
        UdpAddress.toBind(endpoint);
        checkSecurity(endpoint, settings);
    }

    @Override
    public void checkConnect(Endpoint endpoint, SocketType type, LinkSettings settings) {
        if (type == SocketType.DISH) {
            throw new UnsupportedTransportException(endpoint.uri(), "a DISH is bound by udp, and a RADIO connects");
        }
        checkType(endpoint, type);
        UdpAddress.toConnect(endpoint);
        checkSecurity(endpoint, settings);
    }

    private static void checkType(Endpoint endpoint, SocketType type) {
        if (type != SocketType.RADIO && type != SocketType.DISH && type != SocketType.DGRAM) {
            throw new UnsupportedTransportException(
                    endpoint.uri(), "udp is for RADIO, DISH and DGRAM, not for a " + type.wireName());
        }
    }

    /** Refuses security options on {@code udp}, which would have no effect. */
    private static void checkSecurity(Endpoint endpoint, LinkSettings settings) {
        if (!(settings.security().mechanism() instanceof SocketSecurity.None)
                || settings.security().authenticatesAnonymous()) {
            throw new UnsupportedTransportException(
                    endpoint.uri(), "udp has no handshake, and so neither mechanisms nor authenticators");
        }
    }

    @Override
    public Mono<Listener> listen(Endpoint endpoint, LinkHost host) {
        UdpAddress address = UdpAddress.toBind(endpoint);
        Mono<UdpRoute> found = JdkSockets.readyOn(NettyLoopGroup.eventLoop(host.loop()))
                .then(Mono.fromCallable(() -> UdpRoute.toBind(address, target(address, host)))
                        // A name service may block.
                        .subscribeOn(Schedulers.boundedElastic()));
        return LoopCallback.of(found, host)
                .flatMap(route -> listen(address, route, host))
                .onErrorMap(failure -> new BindFailedException(endpoint.uri(), failure));
    }

    private static InetSocketAddress target(UdpAddress address, LinkHost host) throws IOException {
        InetAddress number = address.number();
        return number == null
                ? address.to().resolveToBind(host.settings().transport().tcp().ipv6())
                : new InetSocketAddress(number, address.to().port());
    }

    private static Mono<Listener> listen(UdpAddress address, UdpRoute route, LinkHost host) {
        DatagramLink link = new DatagramLink(host, route);
        return UdpChannels.open(route, host, true, link)
                .map(channel -> new UdpListener(address, route, host, link, channel));
    }

    @Override
    public Disposable dial(Endpoint endpoint, LinkHost host) {
        UdpAddress address = UdpAddress.toConnect(endpoint);
        UdpDial dial = new UdpDial(host);
        return dial.start(JdkSockets.readyOn(NettyLoopGroup.eventLoop(host.loop()))
                .then(dial.whileWanted(resolve(address, host)))
                .publishOn(Schedulers.boundedElastic())
                .handle((target, sink) -> {
                    try {
                        sink.next(UdpRoute.toConnect(address, target));
                    } catch (IOException failure) {
                        sink.error(failure);
                    }
                }));
    }

    private static Mono<InetSocketAddress> resolve(UdpAddress address, LinkHost host) {
        InetAddress number = address.number();
        EventLoop loop = NettyLoopGroup.eventLoop(host.loop());
        return number == null
                ? HostNames.resolve(TcpRoute.to(address.to()), host, loop)
                : Mono.just(new InetSocketAddress(number, address.to().port()));
    }

    /** Returns the address in endpoint form, with its zone, so that an answer can be sent to it. */
    static String text(InetSocketAddress address) {
        if (address.getAddress() instanceof Inet6Address ipv6 && ipv6.getScopeId() != 0) {
            String plain = Addresses.text(address);
            int end = plain.lastIndexOf(']');
            return plain.substring(0, end) + "%" + ipv6.getScopeId() + plain.substring(end);
        }
        return Addresses.text(address);
    }
}
