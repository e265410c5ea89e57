package io.reactivezmq;

import io.reactivezmq.error.PeerFullException;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.UnroutableException;

/**
 * Addresses each message to one peer by its routing id (RFC 28). What it receives has the sender's routing id as first
 * frame; what it sends has the receiver's, which is taken off.
 *
 * <p>The mixed {@code send} of the socket itself never waits for a peer: a message to an unknown or full one is dropped
 * and counted, or with the option {@code mandatory} fails with {@link UnroutableException} or
 * {@link PeerFullException}. Use {@link #to} for a sender that waits.
 */
public interface RouterSocket extends ZmqSocket<RouterSocket>, MessageSender, MessageReceiver {

    /**
     * Connects to a peer that is known here by this id, whatever it announces ({@code ZMQ_CONNECT_ROUTING_ID}). The id
     * exists from this call on until {@link #disconnect} of the endpoint: what is sent to it while the peer is not
     * there waits for the peer, up to {@code sendHighWaterMark}, through disconnects too. Not with {@code immediate},
     * where the id exists while the peer is there. An id that a peer has announced is refused at the handshake, with an
     * event.
     *
     * @throws io.reactivezmq.error.PeerRefusedException when another endpoint was given this id
     */
    RouterSocket connect(String endpoint, RoutingId peer);

    /**
     * A sender to this one peer, with that peer's credit: its demand is that peer's room. Messages go without a routing
     * id. It fails with {@link UnroutableException} when there is no such peer, and with {@link PeerLostException} when
     * the peer is lost while a sender waits for it.
     */
    MessageSender to(RoutingId peer);

    /**
     * Ends the connection to this one peer; what was accepted for it is still sent within the linger time. One that we
     * had connected to is not connected to again.
     *
     * @throws UnroutableException when there is no such peer
     * @throws io.reactivezmq.error.SocketClosedException when the socket is closed
     */
    RouterSocket disconnectPeer(RoutingId peer);

    /**
     * Changes the option {@code mandatory} ({@code ZMQ_ROUTER_MANDATORY}): whether a mixed send to an unknown or full
     * peer is an error. What is offered from now on is treated so.
     */
    RouterSocket mandatory(boolean enabled);

    /**
     * Changes the option {@code handover} ({@code ZMQ_ROUTER_HANDOVER}): whether a peer that announces a routing id in
     * use takes it over. It holds for handshakes that end from now on.
     */
    RouterSocket handover(boolean enabled);
}
