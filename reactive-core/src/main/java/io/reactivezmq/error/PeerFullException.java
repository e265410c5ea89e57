package io.reactivezmq.error;

/** The addressed peer has no room, and the send must not wait ({@code EAGAIN} under {@code ZMQ_ROUTER_MANDATORY}). */
public final class PeerFullException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String routingId;

    /**
     * Creates the failure.
     *
     * @param routingId the routing id of the peer in printable form
     */
    public PeerFullException(String routingId) {
        super("The peer " + routingId + " is at its high-water mark");
        this.routingId = routingId;
    }

    /** Returns the routing id of the peer in printable form. */
    public String routingId() {
        return routingId;
    }
}
