package io.reactivezmq.event;

import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes the peer of one connection, as known since the handshake. All messages received over that connection and
 * all events about it refer to the same instance.
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
     * Creates a description without the results of an authenticator, for transports.
     *
     * @param endpoint the local endpoint that the connection belongs to
     * @param address the peer's address as reported by the operating system
     * @param accepted whether the peer connected to this side
     * @param socketType the socket type that the peer announced, such as {@code DEALER}; empty when it announced none
     * @param announcedId the routing id that the peer announced; empty when it announced none
     * @param properties the other properties that the peer announced
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
     * Creates a description with the results of an authenticator, for transports.
     *
     * @param endpoint the local endpoint that the connection belongs to
     * @param address the peer's address as reported by the operating system
     * @param accepted whether the peer connected to this side
     * @param socketType the socket type that the peer announced, such as {@code DEALER}; empty when it announced none
     * @param announcedId the routing id that the peer announced; empty when it announced none
     * @param properties the other properties that the peer announced
     * @param userId the user id from the authenticator; empty when there is none
     * @param authMetadata further metadata from the authenticator
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

    /** Returns the URI of the local endpoint that the connection belongs to: of a bound endpoint, the resolved one. */
    public String endpoint() {
        return endpoint;
    }

    /** Returns the peer's network address ({@code Peer-Address}). */
    public String address() {
        return address;
    }

    /**
     * Returns the local address of the connection, as reported by the operating system; empty when the transport does
     * not report it.
     */
    public String localAddress() {
        return localAddress;
    }

    /** Returns true when the peer connected to this side, false when this side connected to the peer. */
    public boolean accepted() {
        return accepted;
    }

    /**
     * Returns the socket type that the peer announced ({@code Socket-Type}), such as {@code DEALER}; empty when it
     * announced none.
     */
    public String socketType() {
        return socketType;
    }

    /** Returns a copy of the routing id that the peer announced ({@code Identity}); empty when it announced none. */
    public byte[] announcedId() {
        return announcedId.clone();
    }

    /**
     * Returns a copy of the routing id by which the local socket knows the peer. The peer announced it, it was assigned
     * at connect, or the socket generated it. Empty on sockets that do not route by id.
     */
    public byte[] routingId() {
        return routingId.clone();
    }

    /** Returns a copy with this routing id. */
    public PeerInfo withRoutingId(byte[] id) {
        return with(id.clone(), certificateSubject, localAddress);
    }

    /** Returns a copy with this subject of the peer's TLS certificate. */
    public PeerInfo withCertificateSubject(String subject) {
        return with(routingId, subject, localAddress);
    }

    /** Returns a copy with this local address of the connection. */
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
     * Returns the subject of the peer's TLS certificate, as a distinguished name of RFC 2253; empty when the peer has
     * shown no certificate. TLS has verified the certificate, so this name can be trusted.
     */
    public String certificateSubject() {
        return certificateSubject;
    }

    /**
     * Returns the user id that the local authenticator assigned to the peer ({@code User-Id}); empty when it assigned
     * none or was not asked. Unlike what a peer announces, this can be trusted.
     */
    public String userId() {
        return userId;
    }

    /** Returns the metadata from the local authenticator, besides the user id. It can be trusted. */
    public Map<String, String> authMetadata() {
        return authMetadata;
    }

    /**
     * Returns the other properties that the peer announced in its handshake, by name, including those that begin with
     * {@code X-}.
     */
    public Map<String, String> properties() {
        return properties;
    }

    /** Returns one announced property, or null. The name is case-sensitive. */
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
