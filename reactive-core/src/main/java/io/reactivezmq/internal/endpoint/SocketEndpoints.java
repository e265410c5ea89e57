package io.reactivezmq.internal.endpoint;

import io.reactivezmq.Endpoint;
import io.reactivezmq.RoutingId;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.UnknownEndpointException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.EndpointState;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.auth.AuthenticationService;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.signal.ThreadLocals;
import io.reactivezmq.internal.socket.PipeHome;
import io.reactivezmq.internal.socket.SocketPeers;
import io.reactivezmq.internal.socket.SocketScope;
import io.reactivezmq.spi.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The connected and bound endpoints of one socket. Malformed endpoints, and those without a transport, are refused at
 * once on any thread; the rest is carried out on the loop.
 */
public final class SocketEndpoints {

    private final SocketScope scope;
    private final EndpointServices services;
    private final Connectors connectors;
    private final List<Binding> bindings = new ArrayList<>();
    private final FailedBindings notBound = new FailedBindings();
    private final LingeringEndpoints lingering;
    private final Runnable startAndStop = this::startAndStopConnectors;

    /**
     * Creates the endpoints of one socket, of which there are none yet.
     *
     * @param allEnded runs each time nothing lingers any more, once {@link #endAll} was called
     */
    public SocketEndpoints(SocketScope scope, SocketPeers peers, EndpointResources resources, Runnable allEnded) {
        this.scope = scope;
        this.services = new EndpointServices(
                scope,
                peers,
                resources,
                new AuthenticationService(
                        scope.settings().links().security(), resources.authenticator(), resources.zapHandler()),
                new HashSet<>());
        this.connectors = new Connectors(scope.type());
        this.lingering = new LingeringEndpoints(allEnded);
    }

    // On any thread.

    public void connect(String address) {
        connect(address, null);
    }

    /** Connects, with the routing id by which a ROUTER knows the peer, or null. */
    public void connect(String address, byte @Nullable [] assignedId) {
        Endpoint endpoint = new Endpoint(address);
        Transport transport = services.resources().transports().of(endpoint);
        transport.checkConnect(endpoint, scope.type(), scope.settings().links());
        scope.ensureTakesWork();
        connectors.add(new Connector(services, transport, endpoint, assignedId, connectors::abandoned));
        connectorsChanged();
    }

    public void disconnect(String address) {
        if (!connectors.disconnect(Objects.requireNonNull(address, "endpoint"))) {
            // A socket that is being closed has no endpoints left: a caller that has just connected gets that error.
            scope.ensureOpen();
            throw new UnknownEndpointException(address, "it is not connected");
        }
        connectorsChanged();
    }

    /** Returns whether a connected endpoint was assigned this routing id. */
    public boolean isAssigned(RoutingId peer) {
        return connectors.isAssigned(peer);
    }

    private void connectorsChanged() {
        if (scope.loop().inLoop()) {
            startAndStopConnectors();
        } else if (connectors.mustWake()) {
            // Behind messages that were handed in before.
            scope.loop().callLater(startAndStop);
        }
    }

    public Mono<Endpoint> bind(String address) {
        Endpoint endpoint = new Endpoint(address);
        Transport transport = services.resources().transports().of(endpoint);
        transport.checkBind(endpoint, scope.type(), scope.settings().links());
        return BindMono.of(this, scope, () -> new Binding(services, transport, endpoint));
    }

    public Mono<Void> unbind(String address) {
        Objects.requireNonNull(address, "endpoint");
        return scope.loop().mono(sink -> {
            for (Binding binding : bindings) {
                if (binding.isAt(address)) {
                    bindings.remove(binding);
                    // A subscriber that cancels does not stop the unbinding.
                    stop(binding, sink::success);
                    return () -> {};
                }
            }
            if (notBound.remove(address)) {
                sink.success();
            } else {
                sink.error(new UnknownEndpointException(address, "it is not bound"));
            }
            return () -> {};
        });
    }

    /** Disconnects the peers that the predicate selects. Emits their number when they are gone. */
    public Mono<Integer> disconnectPeers(Predicate<? super PeerInfo> which, Duration linger) {
        return scope.loop()
                .mono(sink -> new PeerSelection(
                                this, services, ThreadLocals.restoring(sink.contextView(), which), linger, sink)
                        .begin());
    }

    // On the loop.

    /** Carries out calls whose task has not come to the loop yet. */
    public void catchUp() {
        startAndStopConnectors();
    }

    private void startAndStopConnectors() {
        Connector next;
        while ((next = connectors.nextToStop()) != null) {
            stop(next);
        }
        while (!scope.isClosed() && (next = connectors.nextToStart()) != null) {
            next.start();
        }
    }

    /** Adds an endpoint that listens now. Returns false if the socket takes no more; the endpoint is then stopped. */
    boolean add(Binding binding) {
        if (!scope.takesWork()) {
            stop(binding);
            return false;
        }
        notBound.remove(binding.requested());
        return bindings.add(binding);
    }

    /** Handles an endpoint that could not be bound. */
    void notBound(Binding binding, Throwable cause) {
        if (scope.takesWork()) {
            notBound.add(binding.requested(), cause);
        }
    }

    /** Emits the states of the endpoints that are not ending. */
    public Mono<List<EndpointState>> states() {
        return scope.call(() -> {
            List<EndpointState> states = new ArrayList<>();
            for (Binding binding : bindings) {
                if (binding.isListening()) {
                    states.add(binding.state());
                }
            }
            connectors.present().forEach(connector -> states.add(connector.state()));
            states.addAll(notBound.states());
            return List.copyOf(states);
        });
    }

    /** Stops listening. The peers stay. */
    public void stopListening() {
        bindings.forEach(Binding::stopListening);
        notBound.clear();
    }

    /** Stops an endpoint that no subscriber was sent, unless it was stopped meanwhile. */
    void drop(Binding binding) {
        if (bindings.remove(binding)) {
            stop(binding);
        }
    }

    private void stop(LocalEndpoint endpoint) {
        stop(endpoint, () -> {});
    }

    /** Ends an endpoint. The socket is not closed before the endpoint has ended. */
    private void stop(LocalEndpoint endpoint, Runnable done) {
        lingering.end(endpoint, scope.settings().linger(), done);
    }

    /** Closes the connection to one peer, with the socket's linger time; a connected endpoint ends with it. */
    public void disconnect(Pipe pipe) {
        disconnect(pipe, scope.settings().linger(), () -> {});
    }

    /**
     * Closes the connection to one peer; a connected endpoint ends with it, and its address is no longer connected.
     *
     * @param done runs when the connection has ended
     */
    public void disconnect(Pipe pipe, Duration linger, Runnable done) {
        PipeHome home = services.peers().home(pipe);
        if (home == null) {
            done.run();
            return;
        }
        PeerInfo peer = pipe.knownPeer();
        String address = peer == null ? pipe.endpoint().uri() : peer.address();
        ZmqException reason = new PeerRefusedException(address, "this side has disconnected it");
        boolean withEndpoint = home instanceof Connector;
        if (home instanceof Connector connector) {
            connectors.remove(connector);
        }
        lingering.end(home, pipe, linger, reason, withEndpoint, done);
    }

    /** Ends all endpoints, as the socket is closed. */
    public void endAll(Duration linger) {
        List<PipeHome> all = new ArrayList<>(bindings);
        bindings.clear();
        notBound.clear();
        all.addAll(connectors.removeAll());
        services.peers().flushWhatIsPlaced();
        lingering.endAll(all, linger);
    }

    /** Limits the linger time of endpoints that are ending. */
    public void hasten(Duration limit) {
        lingering.hasten(limit);
    }
}
