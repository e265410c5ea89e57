package io.reactivezmq.error;

/**
 * The socket could not listen at an endpoint ({@code EADDRINUSE}, {@code EADDRNOTAVAIL}, {@code ENODEV}). The cause
 * says why.
 */
public final class BindFailedException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String endpoint;

    /**
     * Creates the failure.
     *
     * @param endpoint the endpoint as it was given
     * @param cause the reason
     */
    public BindFailedException(String endpoint, Throwable cause) {
        super("Cannot bind '" + endpoint + "': " + cause.getMessage(), cause);
        this.endpoint = endpoint;
    }

    /** Returns the endpoint as it was given. */
    public String endpoint() {
        return endpoint;
    }
}
