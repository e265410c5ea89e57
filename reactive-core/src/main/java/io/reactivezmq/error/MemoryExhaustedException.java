package io.reactivezmq.error;

/**
 * A connection was closed because there was no memory for the messages that it had to send or receive. Other
 * connections are not affected.
 */
public final class MemoryExhaustedException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String peer;

    /**
     * Creates the failure.
     *
     * @param peer the peer's address
     * @param cause the error of the JVM
     */
    public MemoryExhaustedException(String peer, OutOfMemoryError cause) {
        super(peer + ": no memory for its messages: " + cause.getMessage(), cause);
        this.peer = peer;
    }

    /** Returns the peer's address. */
    public String peer() {
        return peer;
    }
}
