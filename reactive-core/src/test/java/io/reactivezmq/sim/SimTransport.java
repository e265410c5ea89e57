package io.reactivezmq.sim;

import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.Listener;
import io.reactivezmq.spi.Transport;
import io.reactivezmq.spi.settings.LinkSettings;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** The transport {@code sim://}, over the network of the one world there is. */
public final class SimTransport implements Transport {

    private static @Nullable SimNetwork network;

    static void open(SimNetwork opened) {
        network = opened;
    }

    static void close() {
        network = null;
    }

    private static SimNetwork network() {
        return Objects.requireNonNull(network, "there is no world");
    }

    @Override
    public Set<String> schemes() {
        return Set.of("sim");
    }

    @Override
    public void checkBind(Endpoint endpoint, SocketType type, LinkSettings settings) {}

    @Override
    public void checkConnect(Endpoint endpoint, SocketType type, LinkSettings settings) {}

    @Override
    public Mono<Listener> listen(Endpoint endpoint, LinkHost host) {
        return network().listen(endpoint, host);
    }

    @Override
    public Disposable dial(Endpoint endpoint, LinkHost host) {
        return network().dial(endpoint, host);
    }
}
