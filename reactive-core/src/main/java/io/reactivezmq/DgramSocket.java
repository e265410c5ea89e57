package io.reactivezmq;

import java.net.InetSocketAddress;

/**
 * Sends and receives plain datagrams over {@code udp} ({@code ZMQ_DGRAM}), to and from whoever it may be; nothing of
 * ZeroMQ's travels with them.
 *
 * <p>It is bound to one endpoint, {@code udp://*:5555} or {@code udp://*:*} for any port, and sends from there; before,
 * it has no demand for messages. Bound to a multicast group, {@code udp://eth0;239.0.0.1:5555}, it hears the group too.
 * It does not connect.
 *
 * <p>A message has two frames: an address such as {@code 192.0.2.1:5555}, of the sender on what is received, of the
 * receiver on what is sent, and a body, which may be empty. {@link DatagramAddress} reads and writes addresses. What is
 * received can be sent back as it is.
 *
 * <p>Nothing is certain with datagrams: they may be lost, doubled, or overtake each other. What is received beyond the
 * high-water mark is dropped and counted ({@link io.reactivezmq.event.DropReason#RECEIVER_FULL}); what is to be sent
 * waits for room.
 */
public interface DgramSocket extends ZmqSocket<DgramSocket>, MessageSender, MessageReceiver {

    /** A sender of bodies, of one frame, to this address. */
    MessageSender to(InetSocketAddress peer);

    /**
     * The same, to an address such as {@code 192.0.2.1:5555}.
     *
     * @throws io.reactivezmq.error.InvalidMessageException when it is no such address; names are not resolved
     */
    default MessageSender to(String peer) {
        return to(DatagramAddress.parse(peer));
    }
}
