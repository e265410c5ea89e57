package io.reactivezmq.zmtp.netty.udp;

import io.netty.channel.Channel;
import io.reactivezmq.error.ConnectFailedException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.zmtp.netty.LoopCallback;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** One attempt to get ready for sending. There is nobody to reach: all that can fail is to resolve a name, or here. */
final class UdpDial implements Disposable {

    private final LinkHost host;
    private boolean disposed;

    UdpDial(LinkHost host) {
        this.host = host;
    }

    Disposable start(Mono<UdpRoute> resolved) {
        resolved.subscribe(
                route -> LoopCallback.run(host, () -> open(route)),
                failure -> LoopCallback.run(host, () -> failed(failure)));
        return this;
    }

    private void open(UdpRoute route) {
        if (!disposed) {
            DatagramLink link = new DatagramLink(host, route);
            UdpChannels.open(route, host, false, link)
                    .subscribe(channel -> attach(channel, link, UdpTransport.text(route.target())), this::failed);
        }
    }

    private void attach(Channel channel, DatagramLink link, String address) {
        if (disposed) {
            channel.close();
            return;
        }
        host.connected(address);
        try {
            link.attach(address, false);
        } catch (PeerRefusedException refused) {
            channel.close();
            failed(refused);
        }
    }

    private void failed(Throwable failure) {
        if (!disposed) {
            disposed = true;
            String uri = host.endpoint().uri();
            host.failed(
                    uri,
                    false,
                    failure instanceof ZmqException known ? known : new ConnectFailedException(uri, failure));
        }
    }

    /**
     * An attempt that was given up; a link that came of it is closed by its pipe. What is under way comes to its end,
     * which is near, and is not looked at any more: a failure that nobody waits for would be logged as an error.
     */
    @Override
    public void dispose() {
        disposed = true;
    }
}
