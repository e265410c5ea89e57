package io.reactivezmq.error;

import org.jspecify.annotations.Nullable;

/** A TLS handshake failed, or an established TLS connection broke. */
public final class TlsFailedException extends ZmqException {

    private static final long serialVersionUID = 1L;

    /** The kind of failure. */
    public enum Reason {
        /** No trusted certificate has signed the peer's certificate. */
        UNTRUSTED,
        /** The peer's certificate was issued for another name. */
        WRONG_NAME,
        /** The peer's certificate has expired, or is not valid yet. */
        EXPIRED,
        /** The peer sent an alert: it refused this side's certificate or another part of the handshake. */
        REFUSED,
        /** The peer does not use TLS. */
        NOT_TLS,
        /** This side's own certificate, key or trusted certificates cannot be read. */
        CONFIGURATION,
        /** Another failure; see the cause. */
        OTHER
    }

    private final String peer;
    private final Reason reason;

    /**
     * Creates the failure.
     *
     * @param peer the peer's address, or the endpoint before there is a connection
     * @param reason the kind of failure
     * @param cause the underlying failure; null when there is none
     */
    public TlsFailedException(String peer, Reason reason, @Nullable Throwable cause) {
        super(peer + ": TLS failed, " + reason + (cause == null ? "" : ": " + cause.getMessage()), cause);
        this.peer = peer;
        this.reason = reason;
    }

    /** Returns the peer's address, or the endpoint before there was a connection. */
    public String peer() {
        return peer;
    }

    /** Returns the kind of failure. */
    public Reason reason() {
        return reason;
    }

    /**
     * Returns whether the peer's certificate was refused, so that further attempts fail until a certificate is
     * replaced.
     */
    public boolean aboutCertificates() {
        return reason == Reason.UNTRUSTED || reason == Reason.WRONG_NAME || reason == Reason.EXPIRED;
    }
}
