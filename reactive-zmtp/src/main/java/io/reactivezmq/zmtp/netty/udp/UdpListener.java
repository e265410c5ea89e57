package io.reactivezmq.zmtp.netty.udp;

import io.netty.channel.Channel;
import io.reactivezmq.Endpoint;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.Listener;
import io.reactivezmq.zmtp.netty.LoopCallback;
import java.net.InetSocketAddress;
import reactor.core.publisher.Mono;

/** A bound UDP channel, which has one link for all peers. */
final class UdpListener implements Listener {

    private final LinkHost host;
    private final DatagramLink link;
    private final Channel channel;
    private final Endpoint endpoint;
    private final String address;

    UdpListener(UdpAddress asked, UdpRoute route, LinkHost host, DatagramLink link, Channel channel) {
        this.host = host;
        this.link = link;
        this.channel = channel;
        int port = ((InetSocketAddress) channel.localAddress()).getPort();
        this.address = UdpTransport.text(new InetSocketAddress(route.target().getAddress(), port));
        this.endpoint = new Endpoint("udp://" + asked.prefix() + address);
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public void begin() {
        try {
            link.attach(address, true);
        } catch (PeerRefusedException refused) {
            channel.close();
            throw new BindFailedException(host.endpoint().uri(), refused);
        }
    }

    @Override
    public Mono<Void> close() {
        return Mono.fromRunnable(() -> LoopCallback.run(host, link::stopReading));
    }
}
