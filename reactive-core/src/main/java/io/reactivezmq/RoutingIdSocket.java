package io.reactivezmq;

import io.reactivezmq.error.PeerFullException;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.UnroutableException;

/**
 * The common operations of {@link ServerSocket} and {@link PeerSocket}: each message has one frame and goes to or comes
 * from one peer.
 *
 * <p>A peer is known by a {@link RoutingId} of four bytes, a number that is never zero and is valid in this socket only
 * ({@code zmq_msg_routing_id}). As at a ROUTER, it is the first frame of messages received and sent here:
 * {@link RoutingId#of(ZmqMessage)} reads it, {@link RoutingId#address} adds it. It is never transmitted.
 *
 * <p>The {@code send} of the socket itself fails with {@link UnroutableException} when there is no such peer, and with
 * {@link PeerFullException} when the peer has no room. Use {@link #to} for a sender that waits for room.
 *
 * @param <S> the socket's own type
 */
public interface RoutingIdSocket<S extends ZmqSocket<S>> extends MessageSender, MessageReceiver {

    /**
     * Returns a sender to one peer. It takes messages without a routing id, and its demand follows the room in the pipe
     * of that peer.
     *
     * <p>Sending fails with {@link UnroutableException} when there is no such peer, and with {@link PeerLostException}
     * when the peer is lost while a message waits for it.
     */
    MessageSender to(RoutingId peer);

    /**
     * Closes the connection to one peer ({@code zmq_disconnect_peer}). Messages accepted for it are still sent within
     * the linger time. If the peer belongs to a connected endpoint, that endpoint is disconnected as well.
     *
     * @throws UnroutableException when there is no such peer
     * @throws io.reactivezmq.error.SocketClosedException when the socket is closed
     */
    S disconnectPeer(RoutingId peer);
}
