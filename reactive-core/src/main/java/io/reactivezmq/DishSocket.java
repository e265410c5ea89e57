package io.reactivezmq;

import io.reactivezmq.error.InvalidGroupException;

/**
 * Receives the messages sent to the groups that it has joined (RFC 48). Messages have two frames: the name of the group
 * ({@code zmq_msg_group}) and the body.
 *
 * <p>The socket sends its groups to every RADIO peer, and sends them again after each reconnection. These commands do
 * not count against a high-water mark. Without demand, up to the receive high-water mark of messages from each RADIO
 * wait; then that connection is not read.
 *
 * <p>Over {@code udp} a DISH binds, to a local address or to a multicast group. Datagrams beyond the receive high-water
 * mark are dropped and counted ({@link io.reactivezmq.event.DropReason#RECEIVER_FULL}).
 */
public interface DishSocket extends ZmqSocket<DishSocket>, MessageReceiver {

    /**
     * Joins a group: from now on the messages sent to it are received as well ({@code zmq_join}).
     *
     * @param group the name, up to 255 bytes in UTF-8, without zero bytes
     * @throws InvalidGroupException when the group is already joined or the name is invalid
     * @throws io.reactivezmq.error.SocketClosedException when the socket is closed
     */
    DishSocket join(String group);

    /**
     * Leaves a group: messages sent to it are no longer received ({@code zmq_leave}).
     *
     * @param group the name given to {@link #join}
     * @throws InvalidGroupException when the group is not joined or the name is invalid
     * @throws io.reactivezmq.error.SocketClosedException when the socket is closed
     */
    DishSocket leave(String group);
}
