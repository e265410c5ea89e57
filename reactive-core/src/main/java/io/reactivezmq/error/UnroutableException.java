package io.reactivezmq.error;

/** There is no peer with this routing id ({@code EHOSTUNREACH}). */
public final class UnroutableException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String routingId;

    public UnroutableException(String routingId) {
        super("No peer has the routing id " + routingId);
        this.routingId = routingId;
    }

    /** The routing id, printable. */
    public String routingId() {
        return routingId;
    }
}
