package io.reactivezmq;

import io.reactivezmq.error.PeerFullException;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.UnroutableException;

/**
 * Sends each message to the peer with a given routing id (RFC 28). The first frame of a received message is the routing
 * id of its sender. The first frame of a message to send is the routing id of its receiver; it is removed before
 * sending.
 *
 * <p>The {@code send} of the socket itself never waits for a peer. A message to an unknown or full peer is dropped and
 * counted. With the option {@code mandatory} it fails with {@link UnroutableException} or {@link PeerFullException}
 * instead. Use {@link #to} for a sender that waits for room.
 */
public interface RouterSocket extends ZmqSocket<RouterSocket>, MessageSender, MessageReceiver {

    /**
     * Connects to a peer and assigns it a routing id, whatever id the peer announces ({@code ZMQ_CONNECT_ROUTING_ID}).
     *
     * <p>The id exists from this call until {@link #disconnect} of the endpoint. Messages sent to it while the peer is
     * not connected wait for the peer, up to {@code sendHighWaterMark}, also across lost connections. If a connected
     * peer has announced the same id, the handshake is refused and an event reports it, unless {@code handover} is set.
     *
     * @throws io.reactivezmq.error.PeerRefusedException when the id is assigned to another endpoint
     */
    RouterSocket connect(String endpoint, RoutingId peer);

    /**
     * Returns a sender to one peer. It takes messages without a routing id, and its demand follows the room in the pipe
     * of that peer.
     *
     * <p>Sending fails with {@link UnroutableException} when there is no such peer, and with {@link PeerLostException}
     * when the peer is lost while a message waits for it.
     */
    MessageSender to(RoutingId peer);

    /**
     * Closes the connection to one peer. Messages accepted for it are still sent within the linger time. If the peer
     * belongs to a connected endpoint, that endpoint is disconnected as well.
     *
     * @throws UnroutableException when there is no such peer
     * @throws io.reactivezmq.error.SocketClosedException when the socket is closed
     */
    RouterSocket disconnectPeer(RoutingId peer);

    /**
     * Changes the option {@code mandatory} ({@code ZMQ_ROUTER_MANDATORY}): whether the socket's {@code send} to an
     * unknown or full peer fails. It applies to messages offered from now on.
     */
    RouterSocket mandatory(boolean enabled);

    /**
     * Changes the option {@code handover} ({@code ZMQ_ROUTER_HANDOVER}): whether a new peer takes over a routing id
     * that is in use. It applies to handshakes that end from now on.
     */
    RouterSocket handover(boolean enabled);
}
