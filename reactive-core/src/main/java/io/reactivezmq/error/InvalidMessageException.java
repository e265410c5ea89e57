package io.reactivezmq.error;

/** A message, or a part of one, has a form that the socket type can never send ({@code EINVAL}). */
public final class InvalidMessageException extends ZmqException {

    private static final long serialVersionUID = 1L;

    /** Creates the failure with a message that says what is wrong. */
    public InvalidMessageException(String reason) {
        super(reason);
    }
}
