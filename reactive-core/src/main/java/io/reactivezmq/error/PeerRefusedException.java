package io.reactivezmq.error;

import org.jspecify.annotations.Nullable;

/**
 * A connection ended by a decision: ours against the peer (a duplicate routing id, a second peer on a PAIR) or the
 * peer's against us (its {@code ERROR} command).
 */
public final class PeerRefusedException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String peer;
    private final String reason;
    private final @Nullable String status;
    private final String told;

    public PeerRefusedException(String peer, String reason) {
        this(peer, reason, null);
    }

    /** The peer answered with an ERROR command of this reason, such as {@code 400} for bad credentials. */
    public PeerRefusedException(String peer, String reason, @Nullable String status) {
        this(peer, reason, status, "Refused");
    }

    private PeerRefusedException(String peer, String reason, @Nullable String status, String told) {
        super(peer + ": " + reason);
        this.peer = peer;
        this.reason = reason;
        this.status = status;
        this.told = told;
    }

    /**
     * Returns a refusal of our own.
     *
     * @param peer the peer's address
     * @param reason the reason as this side reports it; it may name other peers
     * @param told what the refused peer is told of it, at most 255 characters of ASCII
     */
    public static PeerRefusedException ours(String peer, String reason, String told) {
        return new PeerRefusedException(peer, reason, null, told);
    }

    /** The same refusal, with the address of the peer it is about. */
    public PeerRefusedException of(String culprit) {
        PeerRefusedException named = new PeerRefusedException(culprit, reason, status, told);
        named.setStackTrace(getStackTrace());
        return named;
    }

    /** The peer's address. */
    public String peer() {
        return peer;
    }

    /** The reason in the peer's ERROR command; null when it was our decision. */
    public @Nullable String status() {
        return status;
    }

    /** What a peer that this side refuses is told of the reason. It names no other peer. */
    public String told() {
        return told;
    }

    /** Whether the peer refused who we say we are (RFC 27 status 400): trying again would not help. */
    public boolean credentialsRefused() {
        return "400".equals(status);
    }
}
