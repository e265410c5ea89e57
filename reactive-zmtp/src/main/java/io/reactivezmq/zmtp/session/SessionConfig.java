package io.reactivezmq.zmtp.session;

import io.reactivezmq.SocketType;
import io.reactivezmq.spi.settings.LimitSettings;
import io.reactivezmq.zmtp.mechanism.MechanismFactory;
import io.reactivezmq.zmtp.mechanism.NullMechanism;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The settings that all connections of one socket share.
 *
 * @param type the socket's type
 * @param announcedId the routing id announced to peers; empty for none
 * @param limits the limits on what a peer may send
 * @param properties additional properties announced to peers; their names begin with {@code X-}
 * @param mechanism creates the security mechanism of a connection
 * @param strict whether a frame with flags that ZMTP does not define closes the connection; libzmq ignores such flags
 * @param clock the time in nanoseconds, by which limits per second are kept
 */
public record SessionConfig(
        SocketType type,
        byte[] announcedId,
        LimitSettings limits,
        Map<String, String> properties,
        MechanismFactory mechanism,
        boolean strict,
        LongSupplier clock) {

    /** Creates settings with a copy of the properties, in their order. */
    public SessionConfig {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** Creates settings with the clock of the system. */
    public SessionConfig(
            SocketType type,
            byte[] announcedId,
            LimitSettings limits,
            Map<String, String> properties,
            MechanismFactory mechanism,
            boolean strict) {
        this(type, announcedId, limits, properties, mechanism, strict, System::nanoTime);
    }

    /** Creates strict settings without security and without additional properties. */
    public static SessionConfig plain(SocketType type, byte[] announcedId, LimitSettings limits) {
        return new SessionConfig(type, announcedId, limits, Map.of(), ours -> new NullMechanism(ours, false), true);
    }
}
