package io.reactivezmq.internal.socket;

import io.reactivezmq.RoutingId;
import io.reactivezmq.SocketType;
import io.reactivezmq.error.PeerRefusedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A socket's connected endpoints by address, so that an unknown one is refused at once. On any thread; the loop is
 * woken once for all changes that it has not seen. What is connected and disconnected in the meantime never comes to
 * it, so that no more waits for the loop than there are endpoints, however fast they are changed.
 */
final class Connectors {

    /** Whether it makes no second connection to an endpoint that it is connected to. */
    private final boolean once;

    private final Map<String, List<Connector>> byAddress = new LinkedHashMap<>();
    private final Set<Connector> toStart = new LinkedHashSet<>();
    private final ArrayDeque<Connector> toStop = new ArrayDeque<>(0);

    /** The endpoints that were given a routing id for their peer. */
    private final Map<RoutingId, Connector> assigned = new HashMap<>();

    private boolean told;

    /** Of a socket of this type. */
    Connectors(SocketType type) {
        once = type == SocketType.SUB || type == SocketType.PUB || type == SocketType.REQ || type == SocketType.DEALER;
    }

    /**
     * One more, to be started.
     *
     * @throws PeerRefusedException when another was given the same routing id
     */
    synchronized void add(Connector connector) {
        RoutingId id = connector.assignedId();
        if (id != null) {
            Connector holder = assigned.putIfAbsent(id, connector);
            if (holder != null) {
                throw new PeerRefusedException(
                        connector.endpoint().uri(), "the routing id " + id + " was given to " + holder.endpoint());
            }
        }
        List<Connector> there = byAddress.computeIfAbsent(connector.endpoint().uri(), a -> new ArrayList<>(1));
        if (there.isEmpty() || !once) {
            there.add(connector);
            toStart.add(connector);
        }
    }

    /** Those of this address are no longer here, and are to be stopped; false when there are none. */
    synchronized boolean disconnect(String address) {
        List<Connector> there = byAddress.remove(address);
        if (there == null) {
            return false;
        }
        for (Connector connector : there) {
            forgetId(connector);
            if (!toStart.remove(connector)) {
                toStop.add(connector);
            }
        }
        return true;
    }

    private void forgetId(Connector connector) {
        RoutingId id = connector.assignedId();
        if (id != null) {
            assigned.remove(id, connector);
        }
    }

    /** Whether one was given this routing id. */
    synchronized boolean isAssigned(RoutingId id) {
        return assigned.containsKey(id);
    }

    /** Whether the loop has to be told of changes; it has to be told once. */
    synchronized boolean mustTell() {
        boolean first = !told && !(toStart.isEmpty() && toStop.isEmpty());
        told |= first;
        return first;
    }

    /** On the loop: the next to be stopped, before any is started; null when there is none. */
    synchronized @Nullable Connector nextToStop() {
        told = false;
        return toStop.poll();
    }

    /** On the loop: the next to be started; null when there is none. */
    synchronized @Nullable Connector nextToStart() {
        var waiting = toStart.iterator();
        if (!waiting.hasNext()) {
            return null;
        }
        Connector next = waiting.next();
        waiting.remove();
        return next;
    }

    /** This one is no longer here. */
    synchronized void remove(Connector connector) {
        forgetId(connector);
        String address = connector.endpoint().uri();
        List<Connector> there = byAddress.get(address);
        if (there != null && there.remove(connector) && there.isEmpty()) {
            byAddress.remove(address);
        }
    }

    /** All that were started, which are no longer here. */
    synchronized List<Connector> removeAll() {
        List<Connector> all = new ArrayList<>(toStop);
        byAddress.values().forEach(all::addAll);
        all.removeAll(toStart);
        byAddress.clear();
        assigned.clear();
        toStart.clear();
        toStop.clear();
        return all;
    }
}
