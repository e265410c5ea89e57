package io.reactivezmq;

import io.reactivezmq.error.PeerFullException;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.UnroutableException;

/**
 * Talks to peers that know nothing of ZeroMQ: plain bytes over {@code tcp} ({@code ZMQ_STREAM}).
 *
 * <p>Each connection has a {@link RoutingId}, which is the first frame of what is received here and of what is sent, in
 * front of one frame of bytes. Where one read ends and the next begins is chance: bytes come as the network delivers
 * them. Received alone with an empty frame it tells that a connection is there, and at its end, that it is gone; sent
 * with an empty frame it closes the connection, behind what was sent before.
 *
 * <p>The mixed {@code send} fails with {@link UnroutableException} when there is no such connection, and with
 * {@link PeerFullException} when it has no room. Use {@link #to} for a sender that waits.
 */
public interface StreamSocket extends ZmqSocket<StreamSocket>, MessageSender, MessageReceiver {

    /**
     * Connects to a peer that is known here by this id ({@code ZMQ_CONNECT_ROUTING_ID}). The id exists from this call
     * on until {@link #disconnect} of the endpoint: what is sent to it before there is a connection waits for that, up
     * to {@code sendHighWaterMark}. What waits when a connection ends is dropped and counted, as half of it is of no
     * use to the next. Not with {@code immediate}, where the id exists while there is a connection.
     *
     * @throws io.reactivezmq.error.PeerRefusedException when another endpoint was given this id
     */
    StreamSocket connect(String endpoint, RoutingId peer);

    /**
     * A sender to this one connection, with its credit: its demand is that connection's room. Bytes go without a
     * routing id; an empty frame closes the connection, behind what was sent before, as it does with an id in front. It
     * fails with {@link UnroutableException} when there is no such connection, and with {@link PeerLostException} when
     * it ends while a sender waits for it.
     */
    MessageSender to(RoutingId peer);

    /**
     * Ends this one connection; what was accepted for it is still sent within the linger time. One that we had
     * connected to is not connected to again.
     *
     * @throws UnroutableException when there is no such connection
     * @throws io.reactivezmq.error.SocketClosedException when the socket is closed
     */
    StreamSocket disconnectPeer(RoutingId peer);
}
