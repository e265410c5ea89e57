package io.reactivezmq.internal.inproc;

import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.Listener;
import io.reactivezmq.spi.Transport;
import io.reactivezmq.spi.settings.LinkSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * The {@code inproc} transport: names within one context. A socket that connects before the name is bound waits for
 * that without repeated attempts. A socket that loses its peer waits for the name to be bound again.
 */
public final class InprocTransport implements Transport {

    /** This field and the next are guarded by {@code this}. */
    private final Map<String, InprocListener> bound = new HashMap<>();

    private final Map<String, List<InprocDial>> waiting = new HashMap<>();

    @Override
    public Set<String> schemes() {
        return Set.of("inproc");
    }

    /** Returns whether a socket has bound this name now. */
    public synchronized boolean isBound(String uri) {
        return bound.containsKey(uri);
    }

    @Override
    public void checkBind(Endpoint endpoint, SocketType type, LinkSettings settings) {}

    @Override
    public void checkConnect(Endpoint endpoint, SocketType type, LinkSettings settings) {}

    @Override
    public Mono<Listener> listen(Endpoint endpoint, LinkHost host) {
        return Mono.create(sink -> host.loop().execute(() -> {
            InprocListener listener = new InprocListener(this, endpoint, host);
            List<InprocDial> early;
            synchronized (this) {
                if (bound.putIfAbsent(endpoint.uri(), listener) != null) {
                    sink.error(new BindFailedException(
                            endpoint.uri(), new IllegalStateException("the name is in use in this context")));
                    return;
                }
                early = waiting.getOrDefault(endpoint.uri(), List.of());
                waiting.remove(endpoint.uri());
            }
            sink.success(listener);
            early.forEach(dial -> dial.meet(listener));
        }));
    }

    @Override
    public Disposable dial(Endpoint endpoint, LinkHost host) {
        InprocDial dial = new InprocDial(this, endpoint, host);
        InprocListener listener;
        synchronized (this) {
            listener = bound.get(endpoint.uri());
            if (listener == null) {
                waiting.computeIfAbsent(endpoint.uri(), name -> new ArrayList<>())
                        .add(dial);
            }
        }
        if (listener != null) {
            dial.meet(listener);
        }
        return dial;
    }

    synchronized void unbind(InprocListener listener) {
        bound.remove(listener.endpoint().uri(), listener);
    }

    synchronized void forget(InprocDial dial) {
        List<InprocDial> others = waiting.get(dial.endpoint().uri());
        if (others != null && others.remove(dial) && others.isEmpty()) {
            waiting.remove(dial.endpoint().uri());
        }
    }
}
