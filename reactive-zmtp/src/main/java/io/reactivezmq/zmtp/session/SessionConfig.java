package io.reactivezmq.zmtp.session;

import io.reactivezmq.SocketType;
import io.reactivezmq.options.LimitSettings;
import io.reactivezmq.zmtp.mechanism.MechanismFactory;
import io.reactivezmq.zmtp.mechanism.NullMechanism;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What all connections of one socket have in common.
 *
 * @param type the socket's type
 * @param announcedId the routing id told to peers; empty for none
 * @param limits what a peer may send at most
 * @param properties what else is told to peers; names begin with {@code X-}
 * @param mechanism how peers get to trust each other
 * @param strict whether frames with flags that ZMTP does not define end the connection; libzmq overlooks them
 */
public record SessionConfig(
        SocketType type,
        byte[] announcedId,
        LimitSettings limits,
        Map<String, String> properties,
        MechanismFactory mechanism,
        boolean strict) {

    /** Keeps a copy of the properties, in their order. */
    public SessionConfig {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** Without security and own properties, and strict. */
    public static SessionConfig plain(SocketType type, byte[] announcedId, LimitSettings limits) {
        return new SessionConfig(type, announcedId, limits, Map.of(), ours -> new NullMechanism(ours, false), true);
    }
}
