package io.reactivezmq.error;

/** {@code disconnect} or {@code unbind} of an endpoint that is not connected or bound ({@code ENOENT}). */
public final class UnknownEndpointException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String endpoint;

    public UnknownEndpointException(String endpoint, String reason) {
        super("Unknown endpoint '" + endpoint + "': " + reason);
        this.endpoint = endpoint;
    }

    /** The address as it was given. */
    public String endpoint() {
        return endpoint;
    }
}
