package io.reactivezmq.internal.inproc;

/** The states of one end of an {@code inproc} connection. */
enum InprocState {

    /** The ends have met. The socket has no pipe for this end yet. */
    HANDSHAKE,

    /** The socket is attaching this end, and may close it meanwhile. */
    ATTACHING,

    /** The socket has a pipe for this end. Messages pass. */
    ATTACHED,

    /** This end was closed, refused or given up. */
    CLOSED;

    /**
     * Returns the next state.
     *
     * @throws IllegalStateException when this state cannot be followed by it
     */
    InprocState to(InprocState next) {
        boolean legal = switch (this) {
            case HANDSHAKE -> next == ATTACHING || next == CLOSED;
            case ATTACHING -> next == ATTACHED || next == CLOSED;
            case ATTACHED -> next == CLOSED;
            case CLOSED -> false;
        };
        if (!legal) {
            throw new IllegalStateException(this + " cannot be followed by " + next);
        }
        return next;
    }
}
