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

/** The transport {@code sim://}, over the network of the world of this thread. */
public final class SimTransport implements Transport {

    private static final ThreadLocal<@Nullable SimNetwork> NETWORK = new ThreadLocal<>();

    static void open(SimNetwork opened) {
        NETWORK.set(opened);
    }

    static void close() {
        NETWORK.remove();
    }

    private static SimNetwork network() {
        return Objects.requireNonNull(NETWORK.get(), "there is no world");
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
