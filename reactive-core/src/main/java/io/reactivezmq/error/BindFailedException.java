package io.reactivezmq.error;

/** The operating system refused to listen there ({@code EADDRINUSE}, {@code EADDRNOTAVAIL}, {@code ENODEV}). */
public final class BindFailedException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String endpoint;

    public BindFailedException(String endpoint, Throwable cause) {
        super("Cannot bind '" + endpoint + "': " + cause.getMessage(), cause);
        this.endpoint = endpoint;
    }

    /** The address as it was given. */
    public String endpoint() {
        return endpoint;
    }
}
