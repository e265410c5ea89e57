package io.reactivezmq.error;

/** The socket or its context is closed ({@code ENOTSOCK}, {@code ETERM}). */
public final class SocketClosedException extends ZmqException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the failure.
     *
     * @param what the closed object
     */
    public SocketClosedException(String what) {
        super(what + " is closed");
    }
}
