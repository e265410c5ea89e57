package io.reactivezmq.options;

import java.nio.charset.StandardCharsets;

/**
 * Options of sockets that can receive a message when the connection of an accepted peer ends.
 *
 * @param <O> the options class of the socket type, returned for chaining
 */
public interface DisconnectMessageOptions<O extends SocketOptions<O>> {

    /**
     * Sets a message of one frame that this socket receives, as if the peer had sent it, when an accepted connection is
     * lost ({@code ZMQ_DISCONNECT_MSG}). It is received even at the receive high-water mark. Default: none.
     */
    O disconnectMessage(byte[] message);

    /** Sets the message of {@link #disconnectMessage(byte[])} from text, encoded in UTF-8. */
    default O disconnectMessage(String message) {
        return disconnectMessage(
                Check.notNull("disconnectMessage (ZMQ_DISCONNECT_MSG)", message).getBytes(StandardCharsets.UTF_8));
    }
}
