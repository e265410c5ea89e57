package io.reactivezmq.zmtp.session;

import io.reactivezmq.SocketType;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.zmtp.codec.Greeting;
import io.reactivezmq.zmtp.codec.Metadata;
import io.reactivezmq.zmtp.codec.Metadata.Property;
import io.reactivezmq.zmtp.codec.Printable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Creates the metadata of this side and checks the metadata of a peer. */
final class Announcements {

    private static final int MAX_ID = 255;
    private static final int SHOWN_TYPE = 32;
    private static final byte[] NONE = {};
    /** Properties that this side sets itself; values from the peer are ignored. */
    private static final Set<String> OURS_TO_SAY = Set.of("user-id", "peer-address");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9\\-_.+]{1,255}");

    private Announcements() {}

    /** Returns the metadata of this side: exactly the properties that libzmq announces, then the configured ones. */
    static Metadata ours(SessionConfig config) {
        List<Property> properties = new ArrayList<>();
        properties.add(new Property(Metadata.SOCKET_TYPE, ascii(config.type().wireName())));
        if (config.type().announcesRoutingId()) {
            properties.add(new Property(Metadata.IDENTITY, config.announcedId()));
        }
        config.properties()
                .forEach((name, value) -> properties.add(new Property(name, value.getBytes(StandardCharsets.UTF_8))));
        return new Metadata(properties);
    }

    /**
     * Checks the metadata of a peer and returns its announcement. A peer without a socket type is accepted, as in
     * libzmq. Properties whose names violate the grammar are ignored, so that they reach no log.
     *
     * @throws ProtocolException when the socket types are incompatible, or there are more properties than
     *     {@code maxProperties}, or this side is a ROUTER and the routing id is invalid
     */
    static PeerAnnouncement theirs(
            SessionConfig config, Metadata metadata, Greeting greeting, AuthResult authentication) {
        int most = config.limits().entry().maxProperties();
        if (metadata.properties().size() > most) {
            throw new ProtocolException(
                    ProtocolError.LIMIT_EXCEEDED,
                    "metadata of " + metadata.properties().size() + " properties, more than maxProperties " + most);
        }
        String socketType = "";
        byte[] routingId = NONE;
        Map<String, String> others = new LinkedHashMap<>();
        for (Property property : metadata.properties()) {
            if (property.isNamed(Metadata.SOCKET_TYPE)) {
                socketType = socketType(config.type(), property.value());
            } else if (property.isNamed(Metadata.IDENTITY)) {
                routingId = routingId(config.type(), property.value());
            } else if (NAME.matcher(property.name()).matches()
                    && !OURS_TO_SAY.contains(property.name().toLowerCase(Locale.ROOT))) {
                others.put(property.name(), new String(property.value(), StandardCharsets.UTF_8));
            }
        }
        return new PeerAnnouncement(socketType, routingId, others, greeting.major(), greeting.minor(), authentication);
    }

    /**
     * Returns the announcement of a peer older than ZMTP 3: its routing id and, in 2.0, its socket type.
     *
     * @throws ProtocolException when this side is a ROUTER and the routing id is invalid
     */
    static PeerAnnouncement ofOld(SessionConfig config, String socketType, byte[] id, int major) {
        byte[] routingId = routingId(config.type(), id);
        return new PeerAnnouncement(socketType, routingId, Map.of(), major, 0, AuthResult.accepted());
    }

    private static String socketType(SocketType ours, byte[] value) {
        String theirs = Printable.of(value, 0, Math.min(value.length, SHOWN_TYPE));
        if (value.length > SHOWN_TYPE || !ours.accepts(theirs)) {
            throw new ProtocolException(
                    ProtocolError.INCOMPATIBLE_SOCKET_TYPE,
                    "the peer is a " + theirs + ", which does not go with our " + ours.wireName());
        }
        return theirs;
    }

    private static byte[] routingId(SocketType ours, byte[] value) {
        if (value.length <= MAX_ID && (value.length == 0 || value[0] != 0)) {
            return value;
        }
        // Only a ROUTER uses the routing id. Other sockets accept any, as in libzmq.
        if (ours == SocketType.ROUTER) {
            throw new ProtocolException(
                    ProtocolError.INVALID_METADATA,
                    value.length > MAX_ID
                            ? "the peer's routing id has " + value.length + " bytes, more than 255"
                            : "the peer's routing id begins with a zero byte, which is kept for generated ones");
        }
        return NONE;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
