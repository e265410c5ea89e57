package io.reactivezmq.error;

/** The addressed peer has no room, and the socket may not wait ({@code EAGAIN} under {@code ZMQ_ROUTER_MANDATORY}). */
public final class PeerFullException extends ZmqException {

    private static final long serialVersionUID = 1L;

    private final String routingId;

    public PeerFullException(String routingId) {
        super("The peer " + routingId + " is at its high-water mark");
        this.routingId = routingId;
    }

    /** The routing id, printable. */
    public String routingId() {
        return routingId;
    }
}
