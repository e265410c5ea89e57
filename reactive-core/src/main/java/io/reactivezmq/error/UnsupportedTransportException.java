package io.reactivezmq.error;

/**
 * A transport that is not on the class path, or that this socket type cannot use ({@code EPROTONOSUPPORT},
 * {@code ENOCOMPATPROTO}). Thrown at once; the message says what is missing.
 */
public final class UnsupportedTransportException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String endpoint;

    public UnsupportedTransportException(String endpoint, String reason) {
        super("Cannot use '" + endpoint + "': " + reason);
        this.endpoint = endpoint;
    }

    /** The address as it was given. */
    public String endpoint() {
        return endpoint;
    }
}
