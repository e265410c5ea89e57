package io.reactivezmq;

import io.reactivezmq.error.InvalidEndpointException;
import java.util.Objects;

/**
 * The URI of an address that a socket binds or connects to, such as {@code tcp://127.0.0.1:5555}.
 *
 * <p>The endpoint that {@code bind} emits is the resolved one ({@code ZMQ_LAST_ENDPOINT}): a wildcard port is replaced
 * by the actual number.
 *
 * @param uri the whole URI, {@code transport://address}
 */
public record Endpoint(String uri) {

    /**
     * Checks that the URI has the form {@code transport://address}. The transport checks the address later.
     *
     * @throws InvalidEndpointException when the URI has another form
     */
    public Endpoint {
        int mark = Objects.requireNonNull(uri, "endpoint").indexOf("://");
        if (mark <= 0 || mark + 3 == uri.length()) {
            throw new InvalidEndpointException(uri, "expected transport://address");
        }
    }

    /** Returns the name of the transport, the part before {@code ://}. */
    public String transport() {
        return uri.substring(0, uri.indexOf("://"));
    }

    /** Returns the address, the part after {@code ://}. */
    public String address() {
        return uri.substring(uri.indexOf("://") + 3);
    }

    /**
     * Returns the port, which is the number after the last colon of the address. A path after the port is ignored.
     *
     * @throws InvalidEndpointException when the address has no port
     */
    public int port() {
        try {
            String address = address();
            int slash = address.indexOf('/');
            String authority = slash < 0 ? address : address.substring(0, slash);
            return Integer.parseInt(authority.substring(authority.lastIndexOf(':') + 1));
        } catch (NumberFormatException e) {
            throw new InvalidEndpointException(uri, "it has no port");
        }
    }

    /** Returns the URI, as {@code connect} takes it. */
    @Override
    public String toString() {
        return uri;
    }
}
