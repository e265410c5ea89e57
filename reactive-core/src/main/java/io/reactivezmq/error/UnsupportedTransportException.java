package io.reactivezmq.error;

/**
 * The transport is not on the class path, or the socket type cannot use it ({@code EPROTONOSUPPORT},
 * {@code ENOCOMPATPROTO}). It is thrown at once, and the message says what is missing.
 */
public final class UnsupportedTransportException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String endpoint;

    /**
     * Creates the failure.
     *
     * @param endpoint the endpoint as it was given
     * @param reason what is missing
     */
    public UnsupportedTransportException(String endpoint, String reason) {
        super("Cannot use '" + endpoint + "': " + reason);
        this.endpoint = endpoint;
    }

    /** Returns the endpoint as it was given. */
    public String endpoint() {
        return endpoint;
    }
}
