package io.reactivezmq.error;

/** A group that a DISH cannot join or leave ({@code EINVAL}). */
public final class InvalidGroupException extends ZmqException {

    private static final long serialVersionUID = 1L;

    public InvalidGroupException(String reason) {
        super(reason);
    }
}
