package io.reactivezmq.error;

/** An attempt to connect failed before the handshake began. The reconnect policy decides about another attempt. */
public final class ConnectFailedException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String endpoint;

    /**
     * Creates the failure.
     *
     * @param endpoint the endpoint as it was given
     * @param cause the reason
     */
    public ConnectFailedException(String endpoint, Throwable cause) {
        super("Cannot connect to '" + endpoint + "': " + cause.getMessage(), cause);
        this.endpoint = endpoint;
    }

    /** Returns the endpoint as it was given. */
    public String endpoint() {
        return endpoint;
    }
}
