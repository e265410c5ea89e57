package io.reactivezmq.options;

import java.nio.charset.StandardCharsets;

/**
 * Options of sockets that announce a routing id to their peers.
 *
 * @param <O> the options class of the socket type, returned for chaining
 */
public interface RoutingIdOptions<O extends SocketOptions<O>> {

    /**
     * Sets the routing id by which a ROUTER peer knows this socket ({@code ZMQ_ROUTING_ID}): 1 to 255 bytes, the first
     * not zero. By default, the ROUTER generates an id for each connection.
     */
    O routingId(byte[] id);

    /** Sets the routing id of {@link #routingId(byte[])} from text, encoded in UTF-8. */
    default O routingId(String id) {
        return routingId(Check.notNull("routingId (ZMQ_ROUTING_ID)", id).getBytes(StandardCharsets.UTF_8));
    }
}
