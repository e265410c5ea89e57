package io.reactivezmq.zmtp.mechanism;

import io.reactivezmq.zmtp.codec.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * One connection's security handshake, from one side, without I/O. It sees bodies of command frames only; framing them
 * is the session's work.
 *
 * <p>The session asks in this order: {@link #start} when the greetings match, then {@link #receive} for each command
 * until {@link #isReady}; while a step that was asked for takes time, no command is given. As soon as
 * {@link #peerMetadata} is there the session looks at it. The command with which this side {@linkplain #hasSaidAll has
 * said all} may be enough for the peer to take part: the side that accepted the connection, and the one that answers a
 * peer that has said all itself, write it only when the socket has taken the peer.
 */
public interface Mechanism {

    /** The name in the greeting, upper-case. */
    String name();

    /** Whether this side is the server of the mechanism, by configuration. */
    boolean asServer();

    /** Whether peers need not show or prove anything, so that even those come in that know no mechanisms. */
    default boolean trustsAnybody() {
        return false;
    }

    /** What to do when the peer's greeting was accepted. */
    Step start();

    /**
     * Takes the next step.
     *
     * @param command the body of a command frame, which the mechanism may keep
     * @throws io.reactivezmq.error.ProtocolException when the command cannot be read or has no place here
     * @throws io.reactivezmq.error.PeerRefusedException when it is an ERROR
     */
    Step receive(byte[] command);

    /** What the peer told of itself; null until it has. */
    @Nullable
    Metadata peerMetadata();

    /** Whether the steps so far contain all that this side has to say in the handshake. */
    default boolean hasSaidAll() {
        return isReady();
    }

    /** Whether the handshake is finished on both sides, and traffic may follow. */
    boolean isReady();

    /** What seals and opens the frames of traffic; null when they travel as they are. Only when {@link #isReady}. */
    default @Nullable FrameCipher cipher() {
        return null;
    }
}
