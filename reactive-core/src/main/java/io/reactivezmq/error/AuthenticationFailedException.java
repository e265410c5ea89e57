package io.reactivezmq.error;

/** Our side does not let a peer in: its credentials were refused, or nobody was able to judge them. */
public final class AuthenticationFailedException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String peer;
    private final int status;
    private final String reason;

    public AuthenticationFailedException(String peer, int status, String reason) {
        super(peer + ": not let in, status " + status + ", " + reason);
        this.peer = peer;
        this.status = status;
        this.reason = reason;
    }

    /** The same failure, with the address of the peer it is about. */
    public AuthenticationFailedException of(String culprit) {
        AuthenticationFailedException named = new AuthenticationFailedException(culprit, status, reason);
        named.setStackTrace(getStackTrace());
        return named;
    }

    /** The peer's address. */
    public String peer() {
        return peer;
    }

    /** The authenticator's status (RFC 27): 300 not now, 400 refused, 500 nobody was able to tell. */
    public int status() {
        return status;
    }

    /** What the authenticator said; the peer is not told. */
    public String reason() {
        return reason;
    }
}
