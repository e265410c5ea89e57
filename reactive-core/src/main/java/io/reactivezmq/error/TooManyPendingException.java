package io.reactivezmq.error;

/** Too many callers are waiting already, so one more was refused. The message names the option that sets the limit. */
public final class TooManyPendingException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final int limit;

    /**
     * Creates the failure.
     *
     * @param socket the name of the socket
     * @param option the option that sets the limit
     * @param limit how many callers may wait
     */
    public TooManyPendingException(String socket, String option, int limit) {
        super(socket + ": " + limit + " callers are waiting already (" + option + ")");
        this.limit = limit;
    }

    /** Returns how many callers may wait. */
    public int limit() {
        return limit;
    }
}
