package io.reactivezmq.internal.socket;

import io.reactivezmq.Endpoint;
import io.reactivezmq.RoutingId;
import io.reactivezmq.error.UnknownEndpointException;
import io.reactivezmq.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Where one socket is connected and bound. What is malformed or has no transport is refused at once, on any thread; the
 * rest is carried out on the loop.
 */
final class SocketEndpoints {

    private final SocketBase socket;
    private final Connectors connectors;
    private final List<Binding> bindings = new ArrayList<>();
    private final Runnable startAndStop = this::startAndStopConnectors;

    SocketEndpoints(SocketBase socket) {
        this.socket = socket;
        this.connectors = new Connectors(socket.type());
    }

    // On any thread.

    void connect(String address) {
        connect(address, null);
    }

    /** With the routing id by which a ROUTER shall know the peer, or null. */
    void connect(String address, byte @Nullable [] assignedId) {
        Endpoint endpoint = new Endpoint(address);
        Transport transport = socket.context().transport(endpoint);
        transport.checkConnect(endpoint, socket.type(), socket.settings());
        socket.ensureOpen();
        connectors.add(new Connector(socket, transport, endpoint, assignedId));
        connectorsChanged();
    }

    void disconnect(String address) {
        if (!connectors.disconnect(Objects.requireNonNull(address, "endpoint"))) {
            // When the socket is being closed, it is that what they are told who have just connected.
            socket.ensureOpen();
            throw new UnknownEndpointException(address, "it is not connected");
        }
        connectorsChanged();
    }

    /** Whether an endpoint that is connected to was given this routing id. */
    boolean isAssigned(RoutingId peer) {
        return connectors.isAssigned(peer);
    }

    private void connectorsChanged() {
        if (socket.loop().inLoop()) {
            startAndStopConnectors();
        } else if (connectors.mustTell()) {
            // Behind what was handed in to be sent before.
            socket.loop().callLater(startAndStop);
        }
    }

    Mono<Endpoint> bind(String address) {
        Endpoint endpoint = new Endpoint(address);
        Transport transport = socket.context().transport(endpoint);
        transport.checkBind(endpoint, socket.type(), socket.settings());
        return BindMono.of(this, socket, () -> new Binding(socket, transport, endpoint));
    }

    Mono<Void> unbind(String address) {
        Objects.requireNonNull(address, "endpoint");
        return socket.loop().mono(sink -> {
            for (Binding binding : bindings) {
                if (binding.isAt(address)) {
                    bindings.remove(binding);
                    // Who cancels it stops listening all the same.
                    socket.stop(binding, sink::success);
                    return () -> {};
                }
            }
            sink.error(new UnknownEndpointException(address, "it is not bound"));
            return () -> {};
        });
    }

    // On the loop.

    /** Carries out what was called before, and has not come to the loop by itself yet. */
    void catchUp() {
        startAndStopConnectors();
    }

    private void startAndStopConnectors() {
        Connector next;
        while ((next = connectors.nextToStop()) != null) {
            socket.stop(next, () -> {});
        }
        while (!socket.isClosed() && (next = connectors.nextToStart()) != null) {
            next.start();
        }
    }

    /** What listens now; false when the socket has been closed, and it is stopped. */
    boolean add(Binding binding) {
        if (socket.isClosed()) {
            socket.stop(binding, () -> {});
            return false;
        }
        return bindings.add(binding);
    }

    /** Stops what no subscriber was told of, unless it was stopped meanwhile. */
    void drop(Binding binding) {
        if (bindings.remove(binding)) {
            socket.stop(binding, () -> {});
        }
    }

    /**
     * One peer of this endpoint is on its way to its end. If that ends the endpoint, it is no longer disconnected by
     * its address any more.
     *
     * @return whether it ends
     */
    boolean forget(PipeHome home) {
        if (home instanceof Connector connector) {
            connectors.remove(connector);
            return true;
        }
        return false;
    }

    /** All there are, which are no longer here. */
    List<PipeHome> removeAll() {
        List<PipeHome> all = new ArrayList<>(bindings);
        bindings.clear();
        all.addAll(connectors.removeAll());
        return all;
    }
}
