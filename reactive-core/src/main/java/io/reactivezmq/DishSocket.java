package io.reactivezmq;

import io.reactivezmq.error.InvalidGroupException;

/**
 * Receives what is sent to the groups it has joined (RFC 48): messages of two frames, the group's name
 * ({@code zmq_msg_group}) and the body. Groups are told to every RADIO, those that come later too, and told again after
 * each reconnection; that never counts against a high-water mark.
 *
 * <p>By {@code udp} a DISH is bound, to an address of its own or a multicast group. What comes there beyond the
 * high-water mark is dropped and counted ({@link io.reactivezmq.event.DropReason#RECEIVER_FULL}).
 */
public interface DishSocket extends ZmqSocket<DishSocket>, MessageReceiver {

    /**
     * Also receive what is sent to this group ({@code zmq_join}).
     *
     * @param group up to 255 bytes in UTF-8, without zeros
     * @throws InvalidGroupException when it has joined that already, or it is no name
     */
    DishSocket join(String group);

    /**
     * No longer ({@code zmq_leave}).
     *
     * @throws InvalidGroupException when it has not joined that
     */
    DishSocket leave(String group);
}
