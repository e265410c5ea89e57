package io.reactivezmq.error;

/**
 * A codec could not decode a received message. The cause is what the codec threw. The text names only its type, as its
 * own text may have contents of the message.
 */
public final class UndecodableMessageException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String peer;

    /**
     * Creates the failure.
     *
     * @param peer the address of the peer that sent the message
     * @param message describes the message without its contents
     * @param cause what the codec threw
     */
    public UndecodableMessageException(String peer, String message, Throwable cause) {
        super(peer + ": cannot decode its " + message + ": " + cause.getClass().getSimpleName(), cause);
        this.peer = peer;
    }

    /** Returns the address of the peer that sent the message. */
    public String peer() {
        return peer;
    }
}
