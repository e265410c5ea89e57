package io.reactivezmq.zmtp.netty.udp;

import io.netty.channel.Channel;
import io.reactivezmq.error.ConnectFailedException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.zmtp.netty.LoopCallback;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * One attempt to prepare for sending. No peer is contacted, so only the resolution of a name or a local step can fail.
 */
final class UdpDial implements Disposable {

    private final LinkHost host;
    private final Disposable.Swap names = Disposables.swap();
    private boolean disposed;

    UdpDial(LinkHost host) {
        this.host = host;
    }

    /** Returns the same resolution of a name, which is canceled when the attempt is given up. */
    <T> Mono<T> whileWanted(Mono<T> name) {
        return name.doOnSubscribe(resolution -> names.update(resolution::cancel));
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
     * Gives the attempt up. A link that results from it is closed by its pipe. Steps in progress other than the
     * resolution of a name end soon and are not canceled, because a failure after a cancellation would be logged as an
     * error.
     */
    @Override
    public void dispose() {
        disposed = true;
        names.dispose();
    }
}
