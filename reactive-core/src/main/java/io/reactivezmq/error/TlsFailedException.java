package io.reactivezmq.error;

import org.jspecify.annotations.Nullable;

/** A connection by TLS did not come about, or broke. */
public final class TlsFailedException extends ZmqException {

    private static final long serialVersionUID = 1L;

    /** What was wrong. */
    public enum Reason {
        /** The peer's certificate is signed by nobody whom we trust. */
        UNTRUSTED,
        /** The peer's certificate is for somebody else. */
        WRONG_NAME,
        /** The peer's certificate is out of date, or not yet in it. */
        EXPIRED,
        /** The peer sent an alert: it does not want our certificate, or anything else of ours. */
        REFUSED,
        /** The peer does not speak TLS. */
        NOT_TLS,
        /** Our own certificate or key cannot be read. */
        CONFIGURATION,
        /** Something else; the cause tells. */
        OTHER
    }

    private final String peer;
    private final Reason reason;

    public TlsFailedException(String peer, Reason reason, @Nullable Throwable cause) {
        super(peer + ": TLS failed, " + reason + (cause == null ? "" : ": " + cause.getMessage()), cause);
        this.peer = peer;
        this.reason = reason;
    }

    /** The peer's address. */
    public String peer() {
        return peer;
    }

    /** What was wrong. */
    public Reason reason() {
        return reason;
    }

    /** Whether it is about certificates, so that another attempt has the same end until somebody does something. */
    public boolean aboutCertificates() {
        return reason == Reason.UNTRUSTED || reason == Reason.WRONG_NAME || reason == Reason.EXPIRED;
    }
}
