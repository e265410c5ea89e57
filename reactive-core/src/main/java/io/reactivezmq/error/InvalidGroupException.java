package io.reactivezmq.error;

/**
 * A DISH cannot join or leave a group ({@code EINVAL}): the name is invalid, or the group is already joined or not
 * joined.
 */
public final class InvalidGroupException extends ZmqException {

    private static final long serialVersionUID = 1L;

    /** Creates the failure with a message that names the group or the rule. */
    public InvalidGroupException(String reason) {
        super(reason);
    }
}
