package io.reactivezmq.internal.socket;

import io.reactivezmq.Endpoint;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.UnknownEndpointException;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Where one socket is connected and bound. What is malformed or has no transport is refused at once, on any thread; the
 * rest is carried out on the loop.
 */
final class SocketEndpoints {

    private final SocketCore socket;
    private final Connectors connectors;
    private final List<Binding> bindings = new ArrayList<>();

    SocketEndpoints(SocketCore socket) {
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

    private void connectorsChanged() {
        if (socket.loop().inLoop()) {
            startAndStopConnectors();
        } else if (connectors.mustTell()) {
            socket.loop().execute(this::startAndStopConnectors);
        }
    }

    Mono<Endpoint> bind(String address) {
        Endpoint endpoint = new Endpoint(address);
        Transport transport = socket.context().transport(endpoint);
        transport.checkBind(endpoint, socket.type(), socket.settings());
        return Mono.defer(() -> {
            socket.ensureOpen();
            return listen(new Binding(socket, transport, endpoint));
        });
    }

    /**
     * Whoever cancels it does not cancel the attempt, which may just have succeeded on some thread, with nobody to know of
     * it: it comes to its end, and what listens then stops.
     */
    private Mono<Endpoint> listen(Binding binding) {
        return Mono.create(sink -> {
            AtomicBoolean unwanted = new AtomicBoolean();
            sink.onCancel(() -> unwanted.set(true));
            binding.listen()
                    .flatMap(resolved -> socket.call(() -> register(binding, resolved, unwanted.get())))
                    .contextWrite(sink.contextView())
                    .subscribe(sink::success, failure -> {
                        if (!unwanted.get()) {
                            sink.error(failure);
                        }
                    });
        });
    }

    Mono<Void> unbind(String address) {
        Objects.requireNonNull(address, "endpoint");
        return Mono.create(sink -> socket.onLoop(() -> {
            for (Binding binding : bindings) {
                if (binding.isAt(address)) {
                    bindings.remove(binding);
                    socket.stop(binding, sink::success);
                    return;
                }
            }
            sink.error(new UnknownEndpointException(address, "it is not bound"));
        }));
    }

    // On the loop.

    private void startAndStopConnectors() {
        Connector next;
        while ((next = connectors.nextToStop()) != null) {
            socket.stop(next, () -> {});
        }
        while (!socket.isClosed() && (next = connectors.nextToStart()) != null) {
            next.start();
        }
    }

    private Endpoint register(Binding binding, Endpoint resolved, boolean unwanted) {
        if (socket.isClosed()) {
            socket.stop(binding, () -> {});
            throw new SocketClosedException(socket.name());
        }
        if (unwanted) {
            socket.stop(binding, () -> {});
        } else {
            bindings.add(binding);
        }
        return resolved;
    }

    /** Ends what leads to the peer of this pipe; if it is a connected endpoint, that is given up. */
    void disconnect(PipeHome home, Pipe pipe) {
        if (home instanceof Connector connector) {
            connectors.remove(connector);
            socket.stop(connector, () -> {});
        } else if (home instanceof Binding binding) {
            binding.release(pipe, socket.settings().linger());
        }
    }

    /** All there are, which are no longer here. */
    List<PipeHome> removeAll() {
        List<PipeHome> all = new ArrayList<>(bindings);
        bindings.clear();
        all.addAll(connectors.removeAll());
        return all;
    }
}
