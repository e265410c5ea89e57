package io.reactivezmq.error;

/** So many callers wait already that one more would be unbounded. The message names the option that sets the bound. */
public final class TooManyPendingException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final int limit;

    public TooManyPendingException(String socket, String option, int limit) {
        super(socket + ": " + limit + " callers are waiting already (" + option + ")");
        this.limit = limit;
    }

    /** How many may wait. */
    public int limit() {
        return limit;
    }
}
