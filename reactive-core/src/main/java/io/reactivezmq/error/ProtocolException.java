package io.reactivezmq.error;

import org.jspecify.annotations.Nullable;

/** A peer sent what the protocol does not allow. Its connection is closed; nothing else is touched. */
public final class ProtocolException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final ProtocolError error;
    private final String detail;
    private final @Nullable String peer;

    public ProtocolException(ProtocolError error, String detail) {
        this(error, detail, null);
    }

    private ProtocolException(ProtocolError error, String detail, @Nullable String peer) {
        super((peer == null ? "" : peer + ": ") + detail + " (" + error + ")");
        this.error = error;
        this.detail = detail;
        this.peer = peer;
    }

    /** The same failure, laid at this peer's door. */
    public ProtocolException of(String culprit) {
        ProtocolException named = new ProtocolException(error, detail, culprit);
        named.setStackTrace(getStackTrace());
        return named;
    }

    /** The kind of failure. */
    public ProtocolError error() {
        return error;
    }

    /** The address of the peer, once known. */
    public @Nullable String peer() {
        return peer;
    }
}
