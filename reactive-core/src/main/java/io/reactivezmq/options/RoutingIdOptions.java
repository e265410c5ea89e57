package io.reactivezmq.options;

import java.nio.charset.StandardCharsets;

/**
 * What a socket has that tells peers its name.
 *
 * @param <O> the options of the socket type at hand
 */
public interface RoutingIdOptions<O extends SocketOptions<O>> {

    /**
     * The name by which a ROUTER shall know us ({@code ZMQ_ROUTING_ID}): 1 to 255 bytes, the first not zero. By default
     * the ROUTER makes one up for each connection.
     */
    @SuppressWarnings("unchecked")
    default O routingId(byte[] id) {
        O options = (O) this;
        options.announcedId = Check.routingId("routingId (ZMQ_ROUTING_ID)", id);
        return options;
    }

    /** The same, from text in UTF-8. */
    default O routingId(String id) {
        return routingId(Check.notNull("routingId (ZMQ_ROUTING_ID)", id).getBytes(StandardCharsets.UTF_8));
    }
}
