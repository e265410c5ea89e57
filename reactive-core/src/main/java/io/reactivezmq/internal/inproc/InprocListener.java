package io.reactivezmq.internal.inproc;

import io.reactivezmq.Endpoint;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.Listener;
import reactor.core.publisher.Mono;

/** A socket that has bound a name. */
final class InprocListener implements Listener {

    private final InprocTransport transport;
    private final Endpoint endpoint;
    private final LinkHost host;

    InprocListener(InprocTransport transport, Endpoint endpoint, LinkHost host) {
        this.transport = transport;
        this.endpoint = endpoint;
        this.host = host;
    }

    LinkHost host() {
        return host;
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public Mono<Void> close() {
        return Mono.fromRunnable(() -> transport.unbind(this));
    }
}
