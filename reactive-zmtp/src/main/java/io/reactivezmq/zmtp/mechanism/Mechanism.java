package io.reactivezmq.zmtp.mechanism;

import io.reactivezmq.zmtp.codec.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * One side of the security handshake of one connection, without I/O. It handles only the bodies of command frames; the
 * session adds and removes their headers.
 *
 * <p>The session calls {@link #start} when the greetings match, then {@link #receive} for each command until
 * {@link #isReady}. It passes no command while the last step is unfinished. It checks {@link #peerMetadata} as soon as
 * that is available.
 *
 * <p>The command with which this side {@linkplain #hasSaidAll has said all} may be enough for the peer to start
 * traffic. Two sides therefore write it only after the socket has accepted the peer: the side that accepted the
 * connection, and the side that answers a peer that has already said all.
 */
public interface Mechanism {

    /** Returns the name in the greeting, in upper case. */
    String name();

    /** Returns whether this side is configured as the server of the mechanism. */
    boolean asServer();

    /**
     * Returns whether peers need no credentials, so that peers without mechanisms, older than ZMTP 3, may be accepted.
     */
    default boolean acceptsOldVersions() {
        return false;
    }

    /** Returns the first step, after the peer's greeting has been accepted. */
    Step start();

    /**
     * Handles a command from the peer and returns the next step.
     *
     * @param command the body of a command frame, which the mechanism may keep
     * @throws io.reactivezmq.error.ProtocolException when the command is malformed or unexpected
     * @throws io.reactivezmq.error.PeerRefusedException when it is an ERROR
     */
    Step receive(byte[] command);

    /** Returns the properties that the peer announced; null until they have been received. */
    @Nullable
    Metadata peerMetadata();

    /** Returns whether the steps so far contain every command that this side sends in the handshake. */
    default boolean hasSaidAll() {
        return isReady();
    }

    /** Returns whether the handshake is complete on both sides, so that traffic may follow. */
    boolean isReady();

    /** Returns the cipher for the frames of traffic, or null when they are sent in clear. Requires {@link #isReady}. */
    default @Nullable FrameCipher cipher() {
        return null;
    }
}
