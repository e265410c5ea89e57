package io.reactivezmq.sim;

import io.reactivezmq.Endpoint;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.ConnectFailedException;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.Listener;
import java.net.BindException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** The network of a world: addresses, latency, and faults as long as they are on. */
final class SimNetwork {

    final World world;

    private final Map<String, SimListener> listeners = new HashMap<>();
    private final List<SimConnection> connections = new ArrayList<>();
    private boolean faulty;
    private long lost;
    private Consumer<String> losses = message -> {};
    private int addresses;

    /** A bound address. */
    final class SimListener implements Listener {

        final LinkHost host;
        private final Endpoint endpoint;

        private SimListener(Endpoint endpoint, LinkHost host) {
            this.endpoint = endpoint;
            this.host = host;
        }

        @Override
        public Endpoint endpoint() {
            return endpoint;
        }

        boolean isOpen() {
            return listeners.get(endpoint.uri()) == this;
        }

        @Override
        public Mono<Void> close() {
            return Mono.fromRunnable(() -> {
                listeners.remove(endpoint.uri(), this);
                List.copyOf(connections).forEach(connection -> connection.listenerClosed(this));
            });
        }
    }

    SimNetwork(World world) {
        this.world = world;
    }

    /** Sets whether attempts and connections fail by chance. */
    void faulty(boolean enabled) {
        faulty = enabled;
    }

    boolean isFaulty() {
        return faulty;
    }

    /** Sets what learns of each message that the network loses. */
    void onLoss(Consumer<String> observer) {
        losses = observer;
    }

    void lost(String message) {
        lost++;
        world.tell("the network loses " + message);
        losses.accept(message);
    }

    long lost() {
        return lost;
    }

    Duration latency() {
        return world.oneIn(20) ? world.upTo(Duration.ofMillis(200)) : world.upTo(Duration.ofMillis(2));
    }

    Mono<Listener> listen(Endpoint endpoint, LinkHost host) {
        return Mono.create(sink -> host.loop().execute(() -> {
            if (listeners.containsKey(endpoint.uri())) {
                sink.error(new BindFailedException(endpoint.uri(), new BindException("in use")));
                return;
            }
            SimListener listener = new SimListener(endpoint, host);
            listeners.put(endpoint.uri(), listener);
            sink.success(listener);
        }));
    }

    @Nullable
    SimListener listenerAt(String uri) {
        return listeners.get(uri);
    }

    String nextAddress() {
        return "client#" + ++addresses;
    }

    Disposable dial(Endpoint endpoint, LinkHost host) {
        if (!host.loop().inLoop()) {
            world.fail("an attempt begins outside of the loop");
        }
        SimConnection connection = new SimConnection(this, endpoint, host);
        connections.add(connection);
        connection.begin();
        return connection::abandon;
    }

    ConnectFailedException refusal(Endpoint endpoint) {
        return new ConnectFailedException(endpoint.uri(), new ConnectException("refused"));
    }

    void over(SimConnection connection) {
        connections.remove(connection);
    }

    /** Cuts a connection, if there is one. */
    void cutOne() {
        if (!connections.isEmpty()) {
            world.oneOf(connections).cut();
        }
    }

    /** Stalls a connection for a while, if there is one. */
    void stallOne() {
        if (!connections.isEmpty()) {
            world.oneOf(connections).stall(world.upTo(Duration.ofSeconds(2)));
        }
    }

    int connections() {
        return connections.size();
    }
}
