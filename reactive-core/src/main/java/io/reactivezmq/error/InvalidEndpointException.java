package io.reactivezmq.error;

/** An address that no transport can understand ({@code EINVAL}). Thrown at once, by the call that was given it. */
public final class InvalidEndpointException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String endpoint;

    public InvalidEndpointException(String endpoint, String reason) {
        super("Invalid endpoint '" + endpoint + "': " + reason);
        this.endpoint = endpoint;
    }

    /** The address as it was given. */
    public String endpoint() {
        return endpoint;
    }
}
