package io.reactivezmq.event;

import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a peer behind one connection, from the handshake on. Every message received over that connection and
 * every event about it carries the same instance.
 */
public final class PeerInfo {

    private static final byte[] NONE = {};

    private final String endpoint;
    private final String address;
    private final boolean accepted;
    private final String socketType;
    private final byte[] announcedId;
    private final Map<String, String> properties;
    private final byte[] routingId;
    private final String userId;
    private final Map<String, String> authMetadata;
    private final String certificateSubject;
    private final String localAddress;

    /**
     * For transports.
     *
     * @param endpoint the endpoint of ours that this connection belongs to
     * @param address the peer's address as the operating system tells it
     * @param accepted whether the peer came to us
     * @param socketType what the peer says it is, such as {@code DEALER}; empty when it does not say
     * @param announcedId the routing id that the peer announced; empty when it did not
     * @param properties everything else the peer announced
     */
    public PeerInfo(
            String endpoint,
            String address,
            boolean accepted,
            String socketType,
            byte[] announcedId,
            Map<String, String> properties) {
        this(endpoint, address, accepted, socketType, announcedId, properties, "", Map.of());
    }

    /**
     * For transports, with what an authenticator said.
     *
     * @param endpoint the endpoint of ours that this connection belongs to
     * @param address the peer's address as the operating system tells it
     * @param accepted whether the peer came to us
     * @param socketType what the peer says it is, such as {@code DEALER}; empty when it does not say
     * @param announcedId the routing id that the peer announced; empty when it did not
     * @param properties everything else the peer announced
     * @param userId who the authenticator says the peer is; empty when it does not say
     * @param authMetadata what else the authenticator said of it
     */
    public PeerInfo(
            String endpoint,
            String address,
            boolean accepted,
            String socketType,
            byte[] announcedId,
            Map<String, String> properties,
            String userId,
            Map<String, String> authMetadata) {
        this(
                endpoint,
                address,
                accepted,
                socketType,
                announcedId.clone(),
                Map.copyOf(properties),
                userId,
                Map.copyOf(authMetadata),
                NONE,
                "",
                "");
    }

    private PeerInfo(
            String endpoint,
            String address,
            boolean accepted,
            String socketType,
            byte[] announcedId,
            Map<String, String> properties,
            String userId,
            Map<String, String> authMetadata,
            byte[] routingId,
            String certificateSubject,
            String localAddress) {
        this.endpoint = endpoint;
        this.address = address;
        this.accepted = accepted;
        this.socketType = socketType;
        this.announcedId = announcedId;
        this.properties = properties;
        this.userId = userId;
        this.authMetadata = authMetadata;
        this.routingId = routingId;
        this.certificateSubject = certificateSubject;
        this.localAddress = localAddress;
    }

    /** The endpoint of ours that the connection belongs to: what was bound or connected. */
    public String endpoint() {
        return endpoint;
    }

    /** The peer's network address ({@code Peer-Address}). */
    public String address() {
        return address;
    }

    /** Our end of the connection, as the operating system tells it; empty where the transport does not tell. */
    public String localAddress() {
        return localAddress;
    }

    /** Whether the peer connected to us; otherwise we connected to it. */
    public boolean accepted() {
        return accepted;
    }

    /** What the peer says it is ({@code Socket-Type}), such as {@code DEALER}; empty when it does not say. */
    public String socketType() {
        return socketType;
    }

    /** A copy of the routing id that the peer announced ({@code Identity}); empty when it did not. */
    public byte[] announcedId() {
        return announcedId.clone();
    }

    /**
     * A copy of the routing id by which our socket knows the peer: what it announced, or what a ROUTER made up. Empty
     * on sockets that do not route by id.
     */
    public byte[] routingId() {
        return routingId.clone();
    }

    /** The same peer, known by this routing id from now on. */
    public PeerInfo withRoutingId(byte[] id) {
        return with(id.clone(), certificateSubject, localAddress);
    }

    /** The same peer, which has shown a certificate for this subject. */
    public PeerInfo withCertificateSubject(String subject) {
        return with(routingId, subject, localAddress);
    }

    /** The same peer, with this as our end of the connection. */
    public PeerInfo withLocalAddress(String local) {
        return with(routingId, certificateSubject, local);
    }

    private PeerInfo with(byte[] id, String subject, String local) {
        return new PeerInfo(
                endpoint,
                address,
                accepted,
                socketType,
                announcedId,
                properties,
                userId,
                authMetadata,
                id,
                subject,
                local);
    }

    /**
     * Whose certificate the peer has shown, as a distinguished name of RFC 2253; empty when it has shown none. It was
     * checked, so it can be relied on.
     */
    public String certificateSubject() {
        return certificateSubject;
    }

    /**
     * Who the peer is ({@code User-Id}), as our authenticator said when it let it in; empty when it said nothing, or
     * was not asked. Unlike everything a peer announces, this can be relied on.
     */
    public String userId() {
        return userId;
    }

    /** What our authenticator said of the peer beside its user id. It too can be relied on. */
    public Map<String, String> authMetadata() {
        return authMetadata;
    }

    /** What else the peer announced in its handshake, {@code X-} properties among it, by their names. */
    public Map<String, String> properties() {
        return properties;
    }

    /** One announced property, or null. Names are compared as the peer wrote them. */
    public @Nullable String property(String name) {
        return properties.get(name);
    }

    @Override
    public String toString() {
        return (socketType.isEmpty() ? "peer" : socketType)
                + (routingId.length == 0 ? "" : " 0x" + HexFormat.of().formatHex(routingId))
                + (userId.isEmpty() ? "" : " (" + userId + ")")
                + (accepted ? " from " : " at ")
                + address
                + " on "
                + endpoint;
    }
}
