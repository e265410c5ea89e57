package io.reactivezmq.error;

/**
 * This side refused a peer during authentication: its credentials were refused, or the authenticator could not decide.
 */
public final class AuthenticationFailedException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String peer;
    private final int status;
    private final String reason;

    /**
     * Creates the failure.
     *
     * @param peer the peer's address
     * @param status the authenticator's status (RFC 27)
     * @param reason the authenticator's text
     */
    public AuthenticationFailedException(String peer, int status, String reason) {
        super(peer + ": refused, status " + status + ", " + reason);
        this.peer = peer;
        this.status = status;
        this.reason = reason;
    }

    /** Returns a copy with the address of the refused peer. */
    public AuthenticationFailedException of(String culprit) {
        AuthenticationFailedException named = new AuthenticationFailedException(culprit, status, reason);
        named.setStackTrace(getStackTrace());
        return named;
    }

    /** Returns the address of the refused peer. */
    public String peer() {
        return peer;
    }

    /** Returns the authenticator's status (RFC 27): 300 temporary error, 400 refused, 500 internal error. */
    public int status() {
        return status;
    }

    /** Returns the authenticator's text. It is not sent to the peer. */
    public String reason() {
        return reason;
    }
}
