package io.reactivezmq.error;

/** {@code disconnect} or {@code unbind} was called for an endpoint that is not connected or bound ({@code ENOENT}). */
public final class UnknownEndpointException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String endpoint;

    /**
     * Creates the failure.
     *
     * @param endpoint the endpoint as it was given
     * @param reason why it is unknown
     */
    public UnknownEndpointException(String endpoint, String reason) {
        super("Unknown endpoint '" + endpoint + "': " + reason);
        this.endpoint = endpoint;
    }

    /** Returns the endpoint as it was given. */
    public String endpoint() {
        return endpoint;
    }
}
