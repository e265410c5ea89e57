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
 * The connected and bound endpoints of one socket. Malformed endpoints, and those without a transport, are refused at
 * once on any thread; the rest is carried out on the loop.
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

    /** Connects, with the routing id by which a ROUTER knows the peer, or null. */
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
            // A socket that is being closed has no endpoints left: a caller that has just connected gets that error.
            socket.ensureOpen();
            throw new UnknownEndpointException(address, "it is not connected");
        }
        connectorsChanged();
    }

    /** Returns whether a connected endpoint was assigned this routing id. */
    boolean isAssigned(RoutingId peer) {
        return connectors.isAssigned(peer);
    }

    private void connectorsChanged() {
        if (socket.loop().inLoop()) {
            startAndStopConnectors();
        } else if (connectors.mustTell()) {
            // Behind messages that were handed in before.
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
                    // A subscriber that cancels does not stop the unbinding.
                    socket.stop(binding, sink::success);
                    return () -> {};
                }
            }
            sink.error(new UnknownEndpointException(address, "it is not bound"));
            return () -> {};
        });
    }

    // On the loop.

    /** Carries out calls whose task has not come to the loop yet. */
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

    /** Adds an endpoint that listens now. Returns false if the socket has been closed; the endpoint is then stopped. */
    boolean add(Binding binding) {
        if (socket.isClosed()) {
            socket.stop(binding, () -> {});
            return false;
        }
        return bindings.add(binding);
    }

    /** Stops an endpoint that no subscriber was sent, unless it was stopped meanwhile. */
    void drop(Binding binding) {
        if (bindings.remove(binding)) {
            socket.stop(binding, () -> {});
        }
    }

    /**
     * Records that one peer of this endpoint is being disconnected. If that ends the endpoint, its address can no
     * longer be disconnected.
     *
     * @return whether the endpoint ends
     */
    boolean forget(PipeHome home) {
        if (home instanceof Connector connector) {
            connectors.remove(connector);
            return true;
        }
        return false;
    }

    /** Removes all endpoints and returns them, except those that were never started. */
    List<PipeHome> removeAll() {
        List<PipeHome> all = new ArrayList<>(bindings);
        bindings.clear();
        all.addAll(connectors.removeAll());
        return all;
    }
}
