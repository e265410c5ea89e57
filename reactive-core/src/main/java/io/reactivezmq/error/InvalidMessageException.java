package io.reactivezmq.error;

/** A message, or a part of one, that this socket type can never send ({@code EINVAL}). */
public final class InvalidMessageException extends ZmqException {

    private static final long serialVersionUID = 1L;

    public InvalidMessageException(String reason) {
        super(reason);
    }
}
