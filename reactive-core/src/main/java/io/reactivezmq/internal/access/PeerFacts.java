package io.reactivezmq.internal.access;

import java.util.Map;

/**
 * What is known about a peer. The arrays and maps are not changed after creation.
 *
 * @param endpoint the URI of the local endpoint of the connection
 * @param address the peer's address
 * @param localAddress the local address of the connection; empty when unknown
 * @param accepted whether the peer connected to this side
 * @param announced what the peer announced
 * @param trusted what this side has verified
 * @param routingId the routing id by which the local socket knows the peer; empty for none
 */
public record PeerFacts(
        String endpoint,
        String address,
        String localAddress,
        boolean accepted,
        Announced announced,
        Trusted trusted,
        byte[] routingId) {

    /**
     * What a peer announced in its handshake.
     *
     * @param socketType the socket type; empty for none
     * @param routingId the routing id; empty for none
     * @param properties the other properties
     */
    public record Announced(String socketType, byte[] routingId, Map<String, String> properties) {}

    /**
     * What the authenticator and TLS know about a peer.
     *
     * @param userId the user id from the authenticator; empty for none
     * @param metadata the metadata from the authenticator
     * @param certificateSubject the subject of the peer's TLS certificate; empty for none
     */
    public record Trusted(String userId, Map<String, String> metadata, String certificateSubject) {}
}
