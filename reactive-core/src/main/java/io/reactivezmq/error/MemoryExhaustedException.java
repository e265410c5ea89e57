package io.reactivezmq.error;

/** A connection was ended because there was no memory for what it had to send or receive. Others go on. */
public final class MemoryExhaustedException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String peer;

    public MemoryExhaustedException(String peer, OutOfMemoryError cause) {
        super(peer + ": no memory for its messages: " + cause.getMessage(), cause);
        this.peer = peer;
    }

    /** The peer's address. */
    public String peer() {
        return peer;
    }
}
