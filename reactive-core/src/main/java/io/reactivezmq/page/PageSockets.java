package io.reactivezmq.page;

import io.reactivezmq.SocketListener;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.SocketEvent;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The open sockets by number, and the latest events of all sockets. Fed on the loops of the sockets, which never wait.
 */
final class PageSockets implements SocketListener {

    private final ZmqContext context;
    private final Map<ZmqSocket<?>, SocketProbe> probes = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final EventRing events = new EventRing(Clock.systemUTC());

    PageSockets(ZmqContext context) {
        this.context = context;
    }

    // On the loops of sockets.

    @Override
    public void opened(ZmqSocket<?> socket) {
        probes.put(socket, new SocketProbe(numbers.incrementAndGet(), socket));
    }

    @Override
    public void event(ZmqSocket<?> socket, SocketEvent event) {
        SocketProbe probe = probes.get(socket);
        if (probe != null) {
            events.add(probe, event);
        }
    }

    @Override
    public void closed(ZmqSocket<?> socket) {
        probes.remove(socket);
    }

    // On any thread.

    /** Returns the open sockets in the order of their creation. */
    List<SocketProbe> open() {
        return context.sockets().stream()
                .map(probes::get)
                .filter(Objects::nonNull)
                .toList();
    }

    EventRing events() {
        return events;
    }
}
