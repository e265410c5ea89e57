package io.reactivezmq.sim;

import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.Listener;
import io.reactivezmq.spi.Transport;
import io.reactivezmq.spi.settings.LinkSettings;
import io.reactivezmq.zmtp.session.Mechanisms;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** The transport {@code wire://}, over the network of the world of this thread. */
public final class WireTransport implements Transport {

    private static final ThreadLocal<@Nullable WireNetwork> NETWORK = new ThreadLocal<>();

    static void open(WireNetwork opened) {
        NETWORK.set(opened);
    }

    static void close() {
        NETWORK.remove();
    }

    private static WireNetwork network() {
        return Objects.requireNonNull(NETWORK.get(), "there is no world");
    }

    @Override
    public Set<String> schemes() {
        return Set.of("wire");
    }

    @Override
    public void checkBind(Endpoint endpoint, SocketType type, LinkSettings settings) {
        Mechanisms.check(settings.security());
    }

    @Override
    public void checkConnect(Endpoint endpoint, SocketType type, LinkSettings settings) {
        Mechanisms.check(settings.security());
    }

    @Override
    public Mono<Listener> listen(Endpoint endpoint, LinkHost host) {
        return network().listen(endpoint, host);
    }

    @Override
    public Disposable dial(Endpoint endpoint, LinkHost host) {
        return network().dial(endpoint, host);
    }
}
