package io.reactivezmq.options;

import java.nio.charset.StandardCharsets;

/**
 * What a socket has that can greet its peers.
 *
 * @param <O> the options of the socket type at hand
 */
public interface HelloOptions<O extends SocketOptions<O>> {

    /**
     * A message of one frame that each new peer is sent before any other, after each reconnection too
     * ({@code ZMQ_HELLO_MSG}). Default: none.
     */
    @SuppressWarnings("unchecked")
    default O helloMessage(byte[] message) {
        O options = (O) this;
        options.peerMessages = options.peerMessages.withHello(Check.notNull("helloMessage (ZMQ_HELLO_MSG)", message));
        return options;
    }

    /** The same, from text in UTF-8. */
    default O helloMessage(String message) {
        return helloMessage(
                Check.notNull("helloMessage (ZMQ_HELLO_MSG)", message).getBytes(StandardCharsets.UTF_8));
    }
}
