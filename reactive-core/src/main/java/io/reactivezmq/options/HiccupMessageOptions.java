package io.reactivezmq.options;

import java.nio.charset.StandardCharsets;

/**
 * What a socket has that can be told by message of lost connections.
 *
 * @param <O> the options of the socket type at hand
 */
public interface HiccupMessageOptions<O extends SocketOptions<O>> {

    /**
     * A message of one frame that we receive, as if the peer had sent it, when a connection that we had made is lost
     * ({@code ZMQ_HICCUP_MSG}), before it is made anew. It needs no room. Default: none.
     */
    @SuppressWarnings("unchecked")
    default O hiccupMessage(byte[] message) {
        O options = (O) this;
        options.peerMessages =
                options.peerMessages.withHiccup(Check.notNull("hiccupMessage (ZMQ_HICCUP_MSG)", message));
        return options;
    }

    /** The same, from text in UTF-8. */
    default O hiccupMessage(String message) {
        return hiccupMessage(
                Check.notNull("hiccupMessage (ZMQ_HICCUP_MSG)", message).getBytes(StandardCharsets.UTF_8));
    }
}
