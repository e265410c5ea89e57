package io.reactivezmq.error;

import org.jspecify.annotations.Nullable;

/**
 * One side refused the other. Either this side refused the peer, for a duplicate routing id or as a second peer of a
 * PAIR for example. Or the peer refused this side with an {@code ERROR} command.
 */
public final class PeerRefusedException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String peer;
    private final String reason;
    private final @Nullable String status;
    private final String reasonForPeer;

    /**
     * Creates a refusal by this side.
     *
     * @param peer the peer's address
     * @param reason why it was refused
     */
    public PeerRefusedException(String peer, String reason) {
        this(peer, reason, null);
    }

    /**
     * Creates a refusal, by the peer when there is a status.
     *
     * @param peer the peer's address
     * @param reason why the connection was refused
     * @param status the reason in the peer's ERROR command, such as {@code 400} for refused credentials; null when this
     *     side refused the peer
     */
    public PeerRefusedException(String peer, String reason, @Nullable String status) {
        this(peer, reason, status, "Refused");
    }

    private PeerRefusedException(String peer, String reason, @Nullable String status, String reasonForPeer) {
        super(peer + ": " + reason);
        this.peer = peer;
        this.reason = reason;
        this.status = status;
        this.reasonForPeer = reasonForPeer;
    }

    /**
     * Creates a refusal by this side with a reason for the peer.
     *
     * @param peer the peer's address
     * @param reason the reason as this side reports it; it may name other peers
     * @param reasonForPeer the reason that the refused peer gets, at most 255 characters of ASCII
     */
    public static PeerRefusedException ours(String peer, String reason, String reasonForPeer) {
        return new PeerRefusedException(peer, reason, null, reasonForPeer);
    }

    /** Returns a copy with this address of the peer. */
    public PeerRefusedException of(String culprit) {
        PeerRefusedException named = new PeerRefusedException(culprit, reason, status, reasonForPeer);
        named.setStackTrace(getStackTrace());
        return named;
    }

    /** Returns the peer's address. */
    public String peer() {
        return peer;
    }

    /** Returns the reason in the peer's ERROR command; null when this side refused the peer. */
    public @Nullable String status() {
        return status;
    }

    /** Returns the reason that the refused peer gets when this side has refused it. It names no other peer. */
    public String reasonForPeer() {
        return reasonForPeer;
    }

    /**
     * Returns whether the peer refused this side's credentials (status 400 of RFC 27), so that another attempt with
     * them would fail as well.
     */
    public boolean credentialsRefused() {
        return "400".equals(status);
    }
}
