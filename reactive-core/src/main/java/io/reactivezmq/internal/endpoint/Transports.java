package io.reactivezmq.internal.endpoint;

import io.reactivezmq.Endpoint;
import io.reactivezmq.error.UnsupportedTransportException;
import io.reactivezmq.spi.Transport;
import java.util.HashMap;
import java.util.Map;

/** The transports of a context by the scheme of their endpoints. */
public final class Transports {

    private final Map<String, Transport> byScheme = new HashMap<>();

    /** Creates a table of these transports; a later one replaces an earlier one with the same scheme. */
    public Transports(Iterable<Transport> transports) {
        for (Transport transport : transports) {
            transport.schemes().forEach(scheme -> byScheme.put(scheme, transport));
        }
    }

    /**
     * Returns the transport of an endpoint.
     *
     * @throws UnsupportedTransportException when there is none
     */
    Transport of(Endpoint endpoint) {
        Transport transport = byScheme.get(endpoint.transport());
        if (transport == null) {
            throw new UnsupportedTransportException(
                    endpoint.uri(), "no transport '" + endpoint.transport() + "' on the class path; there " + known());
        }
        return transport;
    }

    private String known() {
        return byScheme.size() == 1
                ? "is only inproc: add the artifact io.reactivezmq:reactive-zmtp"
                : "are " + byScheme.keySet().stream().sorted().toList();
    }
}
