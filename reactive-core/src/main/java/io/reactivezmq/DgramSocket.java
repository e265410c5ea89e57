package io.reactivezmq;

import java.net.InetSocketAddress;

/**
 * Sends and receives plain datagrams over {@code udp} ({@code ZMQ_DGRAM}), to and from any address. No ZeroMQ protocol
 * data is added to them.
 *
 * <p>The socket binds once, to {@code udp://*:5555} for example, or to {@code udp://*:*} for any free port, and sends
 * from that address. Before the bind there is no demand for messages to send. Bound to a multicast group, as with
 * {@code udp://eth0;239.0.0.1:5555}, it also receives what is sent to the group. It cannot connect.
 *
 * <p>A message has two frames: an address such as {@code 192.0.2.1:5555}, and a body, which may be empty. The address
 * is the source of a received message and the destination of a message to send, so a received message can be sent back
 * unchanged. {@link DatagramAddress} reads and writes addresses.
 *
 * <p>Datagrams may be lost, duplicated or reordered. Received messages beyond the receive high-water mark are dropped
 * and counted ({@link io.reactivezmq.event.DropReason#RECEIVER_FULL}). Messages to send wait for room.
 */
public interface DgramSocket extends ZmqSocket<DgramSocket>, MessageSender, MessageReceiver {

    /**
     * Returns a sender to this address. It takes bodies of one frame and adds the address.
     *
     * @throws io.reactivezmq.error.InvalidMessageException when the address is unresolved or has no port
     */
    MessageSender to(InetSocketAddress peer);

    /**
     * Returns a sender to an address such as {@code 192.0.2.1:5555}. It takes bodies of one frame and adds the address.
     *
     * @throws io.reactivezmq.error.InvalidMessageException when the text is not a numeric address with a port; host
     *     names are not resolved
     */
    default MessageSender to(String peer) {
        return to(DatagramAddress.parse(peer));
    }
}
