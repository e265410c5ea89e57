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
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** A network that carries whole messages. */
final class SimNetwork extends Network {

    private final Map<String, SimListener> listeners = new HashMap<>();
    private final List<SimConnection> connections = new ArrayList<>();
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
        super(world);
    }

    @Override
    String scheme() {
        return "sim";
    }

    @Override
    String tests() {
        return "-pl reactive-core -Dtest=SimulationTest";
    }

    @Override
    void open() {
        SimTransport.open(this);
    }

    @Override
    void close() {
        SimTransport.close();
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
        checkInterval(endpoint, host);
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

    @Override
    void cutOne(Chance which) {
        if (!connections.isEmpty()) {
            which.oneOf(connections).cut();
        }
    }

    @Override
    void stallOne(Chance which) {
        if (!connections.isEmpty()) {
            which.oneOf(connections).stall(which.upTo(Duration.ofSeconds(2)));
        }
    }

    Chance chance() {
        return chance;
    }

    @Override
    void checkNothingLeft() {
        if (!connections.isEmpty() || !listeners.isEmpty()) {
            world.fail(Promise.LEAKS, "left behind: " + connections + " and listeners at " + listeners.keySet());
        }
    }
}
