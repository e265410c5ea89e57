package io.reactivezmq.error;

import org.jspecify.annotations.Nullable;

/** A peer's connection ended while something depended on it. */
public final class PeerLostException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String peer;

    public PeerLostException(String peer, String reason, @Nullable Throwable cause) {
        super(peer + ": " + reason, cause);
        this.peer = peer;
    }

    /** The peer's address. */
    public String peer() {
        return peer;
    }
}
