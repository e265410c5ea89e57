package io.reactivezmq.error;

/** One attempt to reach an endpoint failed before the handshake began. Another follows by the reconnect policy. */
public final class ConnectFailedException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String endpoint;

    public ConnectFailedException(String endpoint, Throwable cause) {
        super("Cannot connect to '" + endpoint + "': " + cause.getMessage(), cause);
        this.endpoint = endpoint;
    }

    /** The address as it was given. */
    public String endpoint() {
        return endpoint;
    }
}
