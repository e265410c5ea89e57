package io.reactivezmq.spi.settings;

import java.util.Map;

/**
 * What peers get about the socket in the handshake, in addition to its type. The array is not copied and must not be
 * changed.
 *
 * @param routingId the routing id announced to peers; empty for none ({@code ZMQ_ROUTING_ID})
 * @param properties further metadata for peers, with names that begin with {@code X-} ({@code ZMQ_METADATA})
 */
public record MetadataSettings(byte[] routingId, Map<String, String> properties) {}
