package io.reactivezmq.error;

import org.jspecify.annotations.Nullable;

/** The connection of a peer ended while an operation depended on it. */
public final class PeerLostException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String peer;

    /**
     * Creates the failure.
     *
     * @param peer the peer's address
     * @param reason why the connection ended
     * @param cause the underlying failure; null when there is none
     */
    public PeerLostException(String peer, String reason, @Nullable Throwable cause) {
        super(peer + ": " + reason, cause);
        this.peer = peer;
    }

    /** Returns the peer's address. */
    public String peer() {
        return peer;
    }
}
