package io.reactivezmq.options;

import java.nio.charset.StandardCharsets;

/**
 * What a socket has that can be told by message of peers that leave.
 *
 * @param <O> the options of the socket type at hand
 */
public interface DisconnectMessageOptions<O extends SocketOptions<O>> {

    /**
     * A message of one frame that we receive, as if the peer had sent it, when a peer that had come to us is lost
     * ({@code ZMQ_DISCONNECT_MSG}). It needs no room. Default: none.
     */
    @SuppressWarnings("unchecked")
    default O disconnectMessage(byte[] message) {
        O options = (O) this;
        options.peerMessages =
                options.peerMessages.withDisconnect(Check.notNull("disconnectMessage (ZMQ_DISCONNECT_MSG)", message));
        return options;
    }

    /** The same, from text in UTF-8. */
    default O disconnectMessage(String message) {
        return disconnectMessage(
                Check.notNull("disconnectMessage (ZMQ_DISCONNECT_MSG)", message).getBytes(StandardCharsets.UTF_8));
    }
}
