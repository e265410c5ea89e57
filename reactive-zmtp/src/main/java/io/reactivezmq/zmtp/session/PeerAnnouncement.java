package io.reactivezmq.zmtp.session;

import io.reactivezmq.security.AuthResult;
import java.util.Map;

/**
 * The announcement of a peer in its greeting and handshake.
 *
 * @param socketType the peer's socket type, compatible with the local one; empty when the peer announced none
 * @param routingId the peer's routing id; empty when it announced none or an invalid one
 * @param properties all other properties by the names that the peer used; values are decoded as UTF-8
 * @param major the announced major protocol version
 * @param minor the announced minor protocol version
 * @param authentication the authenticator's result; accepted when there is no authenticator
 */
public record PeerAnnouncement(
        String socketType,
        byte[] routingId,
        Map<String, String> properties,
        int major,
        int minor,
        AuthResult authentication) {}
