package io.reactivezmq.internal.endpoint;

import io.reactivezmq.event.EndpointState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The endpoints that could not be bound, the latest last, until they are bound or unbound. Used on the loop only. */
final class FailedBindings {

    /** The most that are kept: an application may try any number of endpoints to find a free one. */
    private static final int MOST = 64;

    private final Map<String, EndpointState> byAddress = new LinkedHashMap<>(0);

    void add(String address, Throwable cause) {
        EndpointState before = byAddress.remove(address);
        byAddress.put(
                address,
                new EndpointState(
                        address,
                        EndpointState.Status.BIND_FAILED,
                        before == null ? 1 : before.attempts() + 1,
                        cause,
                        before == null ? Instant.now() : before.since(),
                        0));
        if (byAddress.size() > MOST) {
            byAddress.remove(byAddress.keySet().iterator().next());
        }
    }

    /** Returns whether the endpoint was here. */
    boolean remove(String address) {
        return byAddress.remove(address) != null;
    }

    void clear() {
        byAddress.clear();
    }

    List<EndpointState> states() {
        return new ArrayList<>(byAddress.values());
    }
}
