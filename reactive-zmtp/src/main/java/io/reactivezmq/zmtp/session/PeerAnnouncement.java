package io.reactivezmq.zmtp.session;

import io.reactivezmq.security.AuthResult;
import java.util.Map;

/**
 * What a peer told of itself in greeting and handshake.
 *
 * @param socketType its type, which goes with ours; empty when it did not say
 * @param routingId its routing id; empty when it has none, or none that could be one
 * @param properties everything else by the names it used; values are read as UTF-8
 * @param major its protocol version, as announced
 * @param minor the version's second part
 * @param judgement what our authenticator said of it, if one was asked
 */
public record PeerAnnouncement(
        String socketType,
        byte[] routingId,
        Map<String, String> properties,
        int major,
        int minor,
        AuthResult judgement) {}
