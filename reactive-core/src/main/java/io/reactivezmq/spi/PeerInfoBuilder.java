package io.reactivezmq.spi;

import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.internal.access.Access;
import io.reactivezmq.internal.access.PeerAccess;
import io.reactivezmq.internal.access.PeerFacts;
import java.util.Map;

/**
 * Builds the description of the peer of one connection. A transport sets what it and the handshake know; the socket
 * adds the routing id. A builder is used on one thread at a time.
 */
public final class PeerInfoBuilder {

    private static final PeerAccess<PeerInfo> PEERS = Access.to(PeerInfo.class);
    private static final byte[] NONE = {};

    private final String endpoint;
    private final String address;
    private final boolean accepted;
    private String localAddress = "";
    private PeerFacts.Announced announced = new PeerFacts.Announced("", NONE, Map.of());
    private String userId = "";
    private Map<String, String> authMetadata = Map.of();
    private String certificateSubject = "";
    private byte[] routingId = NONE;

    private PeerInfoBuilder(String endpoint, String address, boolean accepted) {
        this.endpoint = endpoint;
        this.address = address;
        this.accepted = accepted;
    }

    /**
     * Returns a builder for a peer that has announced nothing.
     *
     * @param endpoint the URI of the local endpoint that the connection belongs to
     * @param address the peer's address as reported by the operating system
     * @param accepted whether the peer connected to this side
     */
    public static PeerInfoBuilder of(String endpoint, String address, boolean accepted) {
        return new PeerInfoBuilder(endpoint, address, accepted);
    }

    /** Returns a builder that starts with everything that is known about this peer. */
    public static PeerInfoBuilder of(PeerInfo peer) {
        PeerFacts facts = PEERS.facts(peer);
        PeerInfoBuilder builder = new PeerInfoBuilder(facts.endpoint(), facts.address(), facts.accepted());
        builder.localAddress = facts.localAddress();
        builder.announced = facts.announced();
        builder.userId = facts.trusted().userId();
        builder.authMetadata = facts.trusted().metadata();
        builder.certificateSubject = facts.trusted().certificateSubject();
        builder.routingId = facts.routingId();
        return builder;
    }

    /**
     * Sets what the peer announced in its handshake. The array and the map are copied.
     *
     * @param socketType the socket type, such as {@code DEALER}; empty when the peer announced none
     * @param id the routing id; empty when the peer announced none
     * @param properties the other properties
     */
    public PeerInfoBuilder announced(String socketType, byte[] id, Map<String, String> properties) {
        announced = new PeerFacts.Announced(socketType, id.clone(), Map.copyOf(properties));
        return this;
    }

    /**
     * Sets the results of the authenticator. The map is copied.
     *
     * @param user the user id; empty when the authenticator assigned none
     * @param metadata further metadata
     */
    public PeerInfoBuilder authenticated(String user, Map<String, String> metadata) {
        userId = user;
        authMetadata = Map.copyOf(metadata);
        return this;
    }

    /** Sets the local address of the connection as reported by the operating system; empty by default. */
    public PeerInfoBuilder localAddress(String local) {
        localAddress = local;
        return this;
    }

    /** Sets the subject of the peer's verified TLS certificate; empty by default. */
    public PeerInfoBuilder certificateSubject(String subject) {
        certificateSubject = subject;
        return this;
    }

    /** Sets the routing id by which the local socket knows the peer, which is copied; empty by default. */
    public PeerInfoBuilder routingId(byte[] id) {
        routingId = id.clone();
        return this;
    }

    /** Returns the description with everything set so far. */
    public PeerInfo build() {
        return PEERS.create(new PeerFacts(
                endpoint,
                address,
                localAddress,
                accepted,
                announced,
                new PeerFacts.Trusted(userId, authMetadata, certificateSubject),
                routingId));
    }
}
