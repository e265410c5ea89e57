package io.reactivezmq.error;

/** No peer has the routing id that a message or call names ({@code EHOSTUNREACH}). */
public final class UnroutableException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String routingId;

    /**
     * Creates the failure.
     *
     * @param routingId the routing id in printable form
     */
    public UnroutableException(String routingId) {
        super("No peer has the routing id " + routingId);
        this.routingId = routingId;
    }

    /** Returns the routing id in printable form. */
    public String routingId() {
        return routingId;
    }
}
