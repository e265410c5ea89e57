package io.reactivezmq;

import io.reactivezmq.error.PeerFullException;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.UnroutableException;

/**
 * What {@link ServerSocket} and {@link PeerSocket} have in common: each of their messages has one frame, and goes to or
 * comes from one peer.
 *
 * <p>A peer is known by a {@link RoutingId} of four bytes, a number that is never zero and means nothing elsewhere
 * ({@code zmq_msg_routing_id}). As on a ROUTER it is the first frame of what is received here, and of what is sent:
 * {@link RoutingId#of(ZmqMessage)} reads it, {@link RoutingId#address} puts it in front. It never travels.
 *
 * <p>The mixed {@code send} of the socket itself fails with {@link UnroutableException} when there is no such peer, and
 * with {@link PeerFullException} when it has no room. Use {@link #to} for a sender that waits.
 *
 * @param <S> the socket's own type
 */
public interface RoutingIdSocket<S extends ZmqSocket<S>> extends MessageSender, MessageReceiver {

    /**
     * A sender to this one peer, with that peer's credit: its demand is that peer's room. Messages go without a routing
     * id. It fails with {@link UnroutableException} when there is no such peer, and with {@link PeerLostException} when
     * the peer is lost while a sender waits for it.
     */
    MessageSender to(RoutingId peer);

    /**
     * Ends the connection to this peer ({@code zmq_disconnect_peer}); what was accepted for it is still sent within the
     * linger time. One that we had connected to is not connected to again.
     *
     * @throws UnroutableException when there is no such peer
     */
    S disconnectPeer(RoutingId peer);
}
