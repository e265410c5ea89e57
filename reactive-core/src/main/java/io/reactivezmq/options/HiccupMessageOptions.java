package io.reactivezmq.options;

import java.nio.charset.StandardCharsets;

/**
 * Options of sockets that can receive a message when the connection of a connected endpoint is lost.
 *
 * @param <O> the options class of the socket type, returned for chaining
 */
public interface HiccupMessageOptions<O extends SocketOptions<O>> {

    /**
     * Sets a message of one frame that this socket receives, as if the peer had sent it, when the connection of a
     * connected endpoint is lost, before it is made again ({@code ZMQ_HICCUP_MSG}). It is received even at the receive
     * high-water mark. Default: none.
     */
    O hiccupMessage(byte[] message);

    /** Sets the message of {@link #hiccupMessage(byte[])} from text, encoded in UTF-8. */
    default O hiccupMessage(String message) {
        return hiccupMessage(
                Check.notNull("hiccupMessage (ZMQ_HICCUP_MSG)", message).getBytes(StandardCharsets.UTF_8));
    }
}
