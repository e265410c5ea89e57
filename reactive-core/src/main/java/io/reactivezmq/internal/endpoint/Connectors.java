package io.reactivezmq.internal.endpoint;

import io.reactivezmq.RoutingId;
import io.reactivezmq.SocketType;
import io.reactivezmq.error.PeerRefusedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connected endpoints of a socket by address, so that an unknown one is refused at once. May be called on any
 * thread; the loop is woken once for all changes that it has not seen. An endpoint that is connected and disconnected
 * meanwhile never reaches the loop. So no more endpoints wait for the loop than there are, however fast they change.
 */
final class Connectors {

    /** Whether the socket type makes no second connection to the same endpoint. */
    private final boolean once;

    private final Map<String, List<Connector>> byAddress = new LinkedHashMap<>();
    private final Set<Connector> toStart = new LinkedHashSet<>();
    private final ArrayDeque<Connector> toStop = new ArrayDeque<>(0);

    /** The endpoints whose peer was assigned a routing id. */
    private final Map<RoutingId, Connector> assigned = new HashMap<>();

    /** The endpoints that were given up. They are only listed, until they are disconnected or connected again. */
    private final Set<Connector> abandoned = new HashSet<>(0);

    private boolean woken;

    /** Creates the table for a socket of this type. */
    Connectors(SocketType type) {
        once = type == SocketType.SUB || type == SocketType.PUB || type == SocketType.REQ || type == SocketType.DEALER;
    }

    /**
     * Adds an endpoint to be started, unless the socket type makes no second connection to it. Endpoints with this
     * address that were given up are marked to be stopped: the new one takes their place.
     *
     * @throws PeerRefusedException when another endpoint was assigned the same routing id
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
        if (!abandoned.isEmpty()) {
            replaceAbandoned(there);
        }
        if (there.isEmpty() || !once) {
            there.add(connector);
            toStart.add(connector);
        }
    }

    private void replaceAbandoned(List<Connector> there) {
        there.removeIf(connector -> {
            boolean replaced = abandoned.remove(connector);
            if (replaced) {
                toStop.add(connector);
            }
            return replaced;
        });
    }

    /** Records that an endpoint was given up. It no longer has the routing id that its peer was assigned. */
    synchronized void abandoned(Connector connector) {
        List<Connector> there = byAddress.get(connector.endpoint().uri());
        if (there != null && there.contains(connector)) {
            forgetId(connector);
            abandoned.add(connector);
        }
    }

    /** Removes the endpoints with this address and marks them to be stopped. Returns false if there are none. */
    synchronized boolean disconnect(String address) {
        List<Connector> there = byAddress.remove(address);
        if (there == null) {
            return false;
        }
        for (Connector connector : there) {
            forgetId(connector);
            abandoned.remove(connector);
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

    /** Returns whether an endpoint was assigned this routing id. */
    synchronized boolean isAssigned(RoutingId id) {
        return assigned.containsKey(id);
    }

    /** Returns whether the caller has to wake the loop for changes; true once until the loop looks. */
    synchronized boolean mustWake() {
        boolean first = !woken && !(toStart.isEmpty() && toStop.isEmpty());
        woken |= first;
        return first;
    }

    /** Returns the next endpoint to be stopped, before any is started; null if there is none. Called on the loop. */
    synchronized @Nullable Connector nextToStop() {
        woken = false;
        return toStop.poll();
    }

    /** Returns the next endpoint to be started; null if there is none. Called on the loop. */
    synchronized @Nullable Connector nextToStart() {
        var waiting = toStart.iterator();
        if (!waiting.hasNext()) {
            return null;
        }
        Connector next = waiting.next();
        waiting.remove();
        return next;
    }

    /**
     * Returns the endpoints, except for those that were given up and connected again since. Called on the loop, when it
     * has started and stopped those that waited for it.
     */
    synchronized List<Connector> present() {
        List<Connector> all = new ArrayList<>();
        for (List<Connector> there : byAddress.values()) {
            for (int i = 0; i < there.size(); i++) {
                if (i == there.size() - 1 || !there.get(i).isAbandoned()) {
                    all.add(there.get(i));
                }
            }
        }
        return all;
    }

    /** Removes an endpoint. */
    synchronized void remove(Connector connector) {
        forgetId(connector);
        abandoned.remove(connector);
        String address = connector.endpoint().uri();
        List<Connector> there = byAddress.get(address);
        if (there != null && there.remove(connector) && there.isEmpty()) {
            byAddress.remove(address);
        }
    }

    /** Removes all endpoints. Returns those that were started. */
    synchronized List<Connector> removeAll() {
        List<Connector> all = new ArrayList<>(toStop);
        byAddress.values().forEach(all::addAll);
        all.removeAll(toStart);
        byAddress.clear();
        assigned.clear();
        abandoned.clear();
        toStart.clear();
        toStop.clear();
        return all;
    }
}
