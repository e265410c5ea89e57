package io.reactivezmq.zmtp.netty;

/**
 * The state of one connection. The state in which a connection ends determines who learns the reason, and whether
 * written bytes are flushed first.
 */
enum ConnectionState {

    /**
     * The session has not begun: the connection, a proxy or TLS is being established. The host learns of the end of an
     * accepted connection as a failed handshake. The attempt to connect reports its own failures.
     */
    NEW,

    /**
     * The WebSocket upgrade, if there is one, and then greetings and commands of the handshake are exchanged. The host
     * learns of an end as a failed handshake.
     */
    HANDSHAKING,

    /** The handshake waits for the result of an authentication or of a computation of the mechanism. */
    AUTHENTICATING,

    /**
     * The host decides about the peer. It may close the link inside that call; the pipe that the call returns then
     * learns the reason. If the host refuses the peer, the connection is {@link #HANDSHAKING} again until it ends.
     */
    ATTACHING,

    /** The pipe is attached, and messages are exchanged. The pipe learns of an end. */
    READY,

    /** The peer has closed the connection or is lost, and bytes that it sent before wait for room in the pipe. */
    DRAINING,

    /** The connection ended before its session began. A channel that is not active yet is closed once it is. */
    ABANDONED,

    /** The connection has ended. */
    CLOSED;

    /**
     * Returns the next state.
     *
     * @throws IllegalStateException when this state does not lead to that one
     */
    ConnectionState to(ConnectionState next) {
        if (!leadsTo(next)) {
            throw new IllegalStateException("A connection that is " + this + " does not become " + next);
        }
        return next;
    }

    private boolean leadsTo(ConnectionState next) {
        return switch (this) {
            case NEW -> next == HANDSHAKING || next == ABANDONED;
            case HANDSHAKING -> next == AUTHENTICATING || next == ATTACHING || next == CLOSED;
            case AUTHENTICATING -> next == HANDSHAKING || next == CLOSED;
            case ATTACHING -> next == READY || next == HANDSHAKING || next == CLOSED;
            case READY -> next == DRAINING || next == CLOSED;
            case DRAINING -> next == CLOSED;
            case ABANDONED, CLOSED -> false;
        };
    }

    /** Returns the state after the end of a connection in this state. Requires that it has not {@link #hasEnded}. */
    ConnectionState end() {
        return to(this == NEW ? ABANDONED : CLOSED);
    }

    /** Returns whether the session has begun, so that the handler of the connection handles all further events. */
    boolean hasBegun() {
        return this != NEW && this != ABANDONED;
    }

    /** Returns whether the handshake is in progress. */
    boolean isHandshake() {
        return this == HANDSHAKING || this == AUTHENTICATING || this == ATTACHING;
    }

    /**
     * Returns whether the host learns of the end of a connection in this state.
     *
     * @param accepted whether this side accepted the connection
     */
    boolean isReportedToHost(boolean accepted) {
        return this == HANDSHAKING || this == AUTHENTICATING || this == NEW && accepted;
    }

    /** Returns whether the connection has ended. */
    boolean hasEnded() {
        return this == ABANDONED || this == CLOSED;
    }
}
