package io.reactivezmq.internal.socket;

import io.reactivezmq.error.UnknownEndpointException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A socket's connected endpoints by address, so that an unknown one is refused at once. On any thread. */
final class Connectors {

    private final Map<String, List<Connector>> byAddress = new LinkedHashMap<>();

    /**
     * One more.
     *
     * @param once whether there may be only one for each address
     * @return false when there is one and that is enough
     */
    synchronized boolean add(Connector connector, boolean once) {
        List<Connector> there = byAddress.computeIfAbsent(connector.endpoint().uri(), a -> new ArrayList<>(1));
        return (there.isEmpty() || !once) && there.add(connector);
    }

    /** Those of this address, which are no longer here. */
    synchronized List<Connector> remove(String address) {
        List<Connector> there = byAddress.remove(address);
        if (there == null) {
            throw new UnknownEndpointException(address, "it is not connected");
        }
        return there;
    }

    /** This one is no longer here. */
    synchronized void remove(Connector connector) {
        byAddress.values().removeIf(there -> there.remove(connector) && there.isEmpty());
    }

    /** All, which are no longer here. */
    synchronized List<Connector> removeAll() {
        List<Connector> all = new ArrayList<>();
        byAddress.values().forEach(all::addAll);
        byAddress.clear();
        return all;
    }
}
