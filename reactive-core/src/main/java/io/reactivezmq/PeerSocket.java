package io.reactivezmq;

/**
 * Sends each message to the PEER with a given routing id, and receives messages with the sender's routing id (RFC 51).
 * Messages have one frame after the id.
 */
public interface PeerSocket extends ZmqSocket<PeerSocket>, RoutingIdSocket<PeerSocket> {

    /**
     * Connects as {@link #connect(String)} does, always with a new connection, and returns the routing id of that peer
     * ({@code zmq_connect_peer}).
     *
     * <p>Messages sent to the id before the peer is connected wait for it. The id stays the same when the connection is
     * lost and made again.
     */
    RoutingId connectPeer(String endpoint);

    /**
     * Connects to an endpoint, such as one emitted by {@code bind}, and returns the routing id of that peer. See
     * {@link #connectPeer(String)}.
     */
    default RoutingId connectPeer(Endpoint endpoint) {
        return connectPeer(endpoint.uri());
    }
}
