package io.reactivezmq.error;

/** The socket, or its context, was closed ({@code ENOTSOCK}, {@code ETERM}). */
public final class SocketClosedException extends ZmqException {

    private static final long serialVersionUID = 1L;

    public SocketClosedException(String what) {
        super(what + " is closed");
    }
}
