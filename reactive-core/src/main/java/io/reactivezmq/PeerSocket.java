package io.reactivezmq;

/** Addresses each message to one other PEER by its routing id, and receives theirs with it (RFC 51). */
public interface PeerSocket extends ZmqSocket<PeerSocket>, RoutingIdSocket<PeerSocket> {

    /**
     * Connects as {@link #connect(String)} does, always by a connection of its own, and tells at once by which id the
     * peer is known here ({@code zmq_connect_peer}). What is sent to it before it is there waits for it, and it keeps
     * its id when it is lost and comes back.
     */
    RoutingId connectPeer(String endpoint);

    /** The same for a resolved endpoint. */
    default RoutingId connectPeer(Endpoint endpoint) {
        return connectPeer(endpoint.uri());
    }
}
