package io.reactivezmq;

import io.reactivezmq.error.InvalidEndpointException;
import java.util.Objects;

/**
 * An address a socket is bound to or can connect to, such as {@code tcp://127.0.0.1:5555}. After a bind it is the
 * resolved one ({@code ZMQ_LAST_ENDPOINT}): a wildcard port has become a number.
 *
 * @param uri the whole address, {@code transport://address}
 */
public record Endpoint(String uri) {

    /**
     * Checks the outer form; what the address means is the transport's to judge.
     *
     * @throws InvalidEndpointException when it is not {@code transport://address}
     */
    public Endpoint {
        int mark = Objects.requireNonNull(uri, "endpoint").indexOf("://");
        if (mark <= 0 || mark + 3 == uri.length()) {
            throw new InvalidEndpointException(uri, "expected transport://address");
        }
    }

    /** The transport, the part before {@code ://}. */
    public String transport() {
        return uri.substring(0, uri.indexOf("://"));
    }

    /** The part behind {@code ://}. */
    public String address() {
        return uri.substring(uri.indexOf("://") + 3);
    }

    /**
     * The port of an address that ends in one, or has one before a path.
     *
     * @throws InvalidEndpointException when it does not
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

    /** The address as text, fit for {@code connect}. */
    @Override
    public String toString() {
        return uri;
    }
}
