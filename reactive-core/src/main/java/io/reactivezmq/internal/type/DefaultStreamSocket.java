package io.reactivezmq.internal.type;

import io.reactivezmq.Endpoint;
import io.reactivezmq.RoutingId;
import io.reactivezmq.StreamSocket;
import io.reactivezmq.error.UnsupportedTransportException;
import io.reactivezmq.internal.pattern.routed.StreamPattern;
import reactor.core.publisher.Mono;

/** A STREAM socket, which exchanges raw bytes. */
public final class DefaultStreamSocket extends DefaultRoutedSocket<StreamSocket, StreamPattern>
        implements StreamSocket {

    public DefaultStreamSocket(SocketPlan plan) {
        super(new RoutedParts<>(
                plan,
                (inbound, host, disconnect) -> new StreamPattern(
                        inbound, host, disconnect, plan.scope().loop()::execute)));
    }

    /**
     * Refuses transports other than {@code tcp} and {@code ipc}: a STREAM exchanges raw bytes, and {@code inproc}
     * passes whole messages.
     */
    private static void check(String endpoint) {
        if (!endpoint.startsWith("tcp:") && !endpoint.startsWith("ipc:")) {
            throw new UnsupportedTransportException(endpoint, "a STREAM speaks tcp or ipc");
        }
    }

    @Override
    public Mono<Endpoint> bind(String endpoint) {
        check(endpoint);
        return super.bind(endpoint);
    }

    @Override
    public StreamSocket connect(String endpoint) {
        check(endpoint);
        return super.connect(endpoint);
    }

    @Override
    public StreamSocket connect(String endpoint, RoutingId peer) {
        check(endpoint);
        core.endpoints().connect(endpoint, peer.bytes());
        return this;
    }
}
