package io.reactivezmq.sim;

import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.ConnectFailedException;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.Listener;
import java.net.BindException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** The network of a world: addresses, latency, and faults as long as they are on. */
final class SimNetwork {

    final World world;

    private final Map<String, SimListener> listeners = new HashMap<>();
    private final List<SimConnection> connections = new ArrayList<>();
    private final Chance chance;
    private final Map<LinkHost, Duration> lastAttempts = new IdentityHashMap<>();
    private boolean faulty;
    private long lost;
    private Consumer<String> losses = message -> {};
    private Predicate<String> planted = message -> false;
    private int attempts;

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
        this.chance = world.chance("network");
    }

    /** Sets whether attempts and connections fail by chance. */
    void faulty(boolean enabled) {
        faulty = enabled;
    }

    boolean isFaulty() {
        return faulty;
    }

    /** Plants a fault: these messages vanish without a report. */
    void plantLoss(Predicate<String> messages) {
        planted = messages;
    }

    boolean vanishes(String message) {
        return planted.test(message);
    }

    /** Sets the observer of messages that the network loses. */
    void onLoss(Consumer<String> observer) {
        losses = observer;
    }

    void lost(String message) {
        lost++;
        world.trace("the network loses " + message);
        losses.accept(message);
    }

    long lost() {
        return lost;
    }

    Duration latency() {
        return chance.oneIn(20) ? chance.upTo(Duration.ofMillis(200)) : chance.upTo(Duration.ofMillis(2));
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

    int nextNumber() {
        return ++attempts;
    }

    Disposable dial(Endpoint endpoint, LinkHost host) {
        if (!host.loop().inLoop()) {
            world.fail(Promise.TASKS, "an attempt begins outside of the loop");
        }
        checkInterval(endpoint, host);
        SimConnection connection = new SimConnection(this, endpoint, host);
        connections.add(connection);
        connection.begin();
        return connection::abandon;
    }

    /** A REQ that resets its connection connects again at once. */
    private void checkInterval(Endpoint endpoint, LinkHost host) {
        Duration before = lastAttempts.put(host, world.now());
        Duration interval = host.settings().connect().reconnect().interval();
        if (before != null
                && host.type() != SocketType.REQ
                && world.now().minus(before).compareTo(interval) < 0) {
            world.fail(
                    Promise.RECONNECTION,
                    host.name() + " connects to " + endpoint + " again after "
                            + world.now().minus(before) + " instead of " + interval);
        }
    }

    ConnectFailedException refusal(Endpoint endpoint) {
        return new ConnectFailedException(endpoint.uri(), new ConnectException("refused"));
    }

    void over(SimConnection connection) {
        connections.remove(connection);
    }

    /** Cuts a connection, if there is one. */
    void cutOne(Chance which) {
        if (!connections.isEmpty()) {
            which.oneOf(connections).cut();
        }
    }

    /** Stalls a connection for a while, if there is one. */
    void stallOne(Chance which) {
        if (!connections.isEmpty()) {
            which.oneOf(connections).stall(which.upTo(Duration.ofSeconds(2)));
        }
    }

    Chance chance() {
        return chance;
    }

    /** Checks that all is closed. */
    void checkNothingLeft() {
        if (!connections.isEmpty() || !listeners.isEmpty()) {
            world.fail(Promise.LEAKS, "left behind: " + connections + " and listeners at " + listeners.keySet());
        }
    }
}
