package io.reactivezmq;

import io.reactivezmq.error.PeerFullException;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.UnroutableException;

/**
 * Exchanges plain bytes over {@code tcp} or {@code ipc} with peers that do not use ZeroMQ ({@code ZMQ_STREAM}).
 *
 * <p>Each connection has a {@link RoutingId}. It is the first frame of each message received and sent here; the second
 * frame holds bytes. The boundaries between received messages depend on the network. A received message with an empty
 * second frame reports that a connection was made or, at its end, that it has ended. Sending an empty second frame
 * closes the connection after the bytes sent before.
 *
 * <p>The {@code send} of the socket itself fails with {@link UnroutableException} when there is no such connection, and
 * with {@link PeerFullException} when it has no room. Use {@link #to} for a sender that waits for room.
 */
public interface StreamSocket extends ZmqSocket<StreamSocket>, MessageSender, MessageReceiver {

    /**
     * Connects to a peer and assigns it a routing id ({@code ZMQ_CONNECT_ROUTING_ID}).
     *
     * <p>The id exists from this call until {@link #disconnect} of the endpoint. Messages sent to it before there is a
     * connection wait for one, up to {@code sendHighWaterMark}. Messages that wait when a connection ends are dropped
     * and counted, as the rest of a byte stream is of no use on the next connection.
     *
     * @throws io.reactivezmq.error.PeerRefusedException when the id is assigned to another endpoint
     * @throws io.reactivezmq.error.UnsupportedTransportException when the transport is neither {@code tcp} nor
     *     {@code ipc}
     */
    StreamSocket connect(String endpoint, RoutingId peer);

    /**
     * Returns a sender to one connection. It takes bytes without a routing id, and its demand follows the room in the
     * pipe of that connection. An empty frame closes the connection after the bytes sent before.
     *
     * <p>Sending fails with {@link UnroutableException} when there is no such connection, and with
     * {@link PeerLostException} when the connection ends while a message waits for it.
     */
    MessageSender to(RoutingId peer);

    /**
     * Closes one connection. Bytes accepted for it are still sent within the linger time. If it belongs to a connected
     * endpoint, that endpoint is disconnected as well.
     *
     * @throws UnroutableException when there is no such connection
     * @throws io.reactivezmq.error.SocketClosedException when the socket is closed
     */
    StreamSocket disconnectPeer(RoutingId peer);
}
