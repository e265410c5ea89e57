package io.reactivezmq.testing;

import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.error.InvalidEndpointException;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.Listener;
import io.reactivezmq.spi.Transport;
import io.reactivezmq.spi.settings.LinkSettings;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** The transport {@code fake://}: nothing moves unless a test moves it, by way of {@link FakeAddress}. */
public final class FakeTransport implements Transport {

    private static final Map<String, FakeAddress> ADDRESSES = new ConcurrentHashMap<>();
    private static final AtomicInteger PORT = new AtomicInteger();

    static FakeAddress address(String uri, SocketTestHarness harness) {
        return ADDRESSES.computeIfAbsent(uri, key -> new FakeAddress(key, harness));
    }

    private static FakeAddress address(String uri) {
        FakeAddress address = ADDRESSES.get(uri);
        if (address == null) {
            throw new InvalidEndpointException(uri, "no test has named it");
        }
        return address;
    }

    static void forget(FakeAddress address) {
        ADDRESSES.remove(address.uri());
    }

    @Override
    public Set<String> schemes() {
        return Set.of("fake");
    }

    @Override
    public void checkBind(Endpoint endpoint, SocketType type, LinkSettings settings) {
        check(endpoint);
    }

    @Override
    public void checkConnect(Endpoint endpoint, SocketType type, LinkSettings settings) {
        check(endpoint);
    }

    private static void check(Endpoint endpoint) {
        if (endpoint.address().contains(" ")) {
            throw new InvalidEndpointException(endpoint.uri(), "no blanks");
        }
    }

    @Override
    public Mono<Listener> listen(Endpoint endpoint, LinkHost host) {
        FakeAddress requested = address(endpoint.uri());
        String uri = endpoint.uri();
        if (!uri.endsWith("*")) {
            return requested.listen(host);
        }
        String resolved = uri.substring(0, uri.length() - 1) + PORT.incrementAndGet();
        return requested.listenAt(address(resolved, requested.harness()), host);
    }

    @Override
    public Disposable dial(Endpoint endpoint, LinkHost host) {
        return address(endpoint.uri()).dialed(host);
    }
}
