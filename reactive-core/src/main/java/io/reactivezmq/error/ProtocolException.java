package io.reactivezmq.error;

import org.jspecify.annotations.Nullable;

/** A peer violated the protocol. Its connection is closed; nothing else is affected. */
public final class ProtocolException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final ProtocolError error;
    private final String detail;
    private final @Nullable String peer;

    /**
     * Creates the failure without the peer, which {@link #of} adds.
     *
     * @param error the kind of violation
     * @param detail what the peer sent
     */
    public ProtocolException(ProtocolError error, String detail) {
        this(error, detail, null);
    }

    private ProtocolException(ProtocolError error, String detail, @Nullable String peer) {
        super((peer == null ? "" : peer + ": ") + detail + " (" + error + ")");
        this.error = error;
        this.detail = detail;
        this.peer = peer;
    }

    /** Returns a copy with the address of the peer. */
    public ProtocolException of(String culprit) {
        ProtocolException named = new ProtocolException(error, detail, culprit);
        named.setStackTrace(getStackTrace());
        return named;
    }

    /** Returns the kind of violation. */
    public ProtocolError error() {
        return error;
    }

    /** Returns the address of the peer; null when it is not set. */
    public @Nullable String peer() {
        return peer;
    }
}
