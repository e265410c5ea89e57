package io.reactivezmq.options;

import java.nio.charset.StandardCharsets;

/**
 * Options of sockets that can send a message to each new peer.
 *
 * @param <O> the options class of the socket type, returned for chaining
 */
public interface HelloOptions<O extends SocketOptions<O>> {

    /**
     * Sets a message of one frame that is sent to each new peer before all messages of the application, also after each
     * reconnection ({@code ZMQ_HELLO_MSG}). Default: none.
     */
    O helloMessage(byte[] message);

    /** Sets the message of {@link #helloMessage(byte[])} from text, encoded in UTF-8. */
    default O helloMessage(String message) {
        return helloMessage(
                Check.notNull("helloMessage (ZMQ_HELLO_MSG)", message).getBytes(StandardCharsets.UTF_8));
    }
}
