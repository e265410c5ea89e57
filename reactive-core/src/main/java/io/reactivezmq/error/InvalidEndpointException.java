package io.reactivezmq.error;

/** The address of an endpoint is malformed ({@code EINVAL}). The call that was given the address throws it at once. */
public final class InvalidEndpointException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String endpoint;

    /**
     * Creates the failure.
     *
     * @param endpoint the address as it was given
     * @param reason what is wrong with it
     */
    public InvalidEndpointException(String endpoint, String reason) {
        super("Invalid endpoint '" + endpoint + "': " + reason);
        this.endpoint = endpoint;
    }

    /** Returns the address as it was given. */
    public String endpoint() {
        return endpoint;
    }
}
