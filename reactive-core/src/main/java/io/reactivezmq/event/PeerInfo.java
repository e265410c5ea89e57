package io.reactivezmq.event;

import io.reactivezmq.internal.access.Access;
import io.reactivezmq.internal.access.PeerAccess;
import io.reactivezmq.internal.access.PeerFacts;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes the peer of one connection, as known since the handshake. All messages received over that connection and
 * all events about it refer to the same instance.
 */
public final class PeerInfo {

    static {
        Access.grant(PeerInfo.class, new Descriptions());
    }

    private final PeerFacts facts;

    private PeerInfo(PeerFacts facts) {
        this.facts = facts;
    }

    /** Returns the URI of the local endpoint that the connection belongs to: of a bound endpoint, the resolved one. */
    public String endpoint() {
        return facts.endpoint();
    }

    /** Returns the peer's network address ({@code Peer-Address}). */
    public String address() {
        return facts.address();
    }

    /**
     * Returns the local address of the connection, as reported by the operating system; empty when the transport does
     * not report it.
     */
    public String localAddress() {
        return facts.localAddress();
    }

    /** Returns true when the peer connected to this side, false when this side connected to the peer. */
    public boolean accepted() {
        return facts.accepted();
    }

    /**
     * Returns the socket type that the peer announced ({@code Socket-Type}), such as {@code DEALER}; empty when it
     * announced none.
     */
    public String socketType() {
        return facts.announced().socketType();
    }

    /** Returns a copy of the routing id that the peer announced ({@code Identity}); empty when it announced none. */
    public byte[] announcedId() {
        return facts.announced().routingId().clone();
    }

    /**
     * Returns a copy of the routing id by which the local socket knows the peer. The peer announced it, it was assigned
     * at connect, or the socket generated it. Empty on sockets that do not route by id.
     */
    public byte[] routingId() {
        return facts.routingId().clone();
    }

    /**
     * Returns the subject of the peer's TLS certificate, as a distinguished name of RFC 2253; empty when the peer has
     * shown no certificate. TLS has verified the certificate, so this name can be trusted.
     */
    public String certificateSubject() {
        return facts.trusted().certificateSubject();
    }

    /**
     * Returns the user id that the local authenticator assigned to the peer ({@code User-Id}); empty when it assigned
     * none or was not asked. Unlike what a peer announces, this can be trusted.
     */
    public String userId() {
        return facts.trusted().userId();
    }

    /** Returns the metadata from the local authenticator, besides the user id. It can be trusted. */
    public Map<String, String> authMetadata() {
        return facts.trusted().metadata();
    }

    /**
     * Returns the other properties that the peer announced in its handshake, by name, including those that begin with
     * {@code X-}.
     */
    public Map<String, String> properties() {
        return facts.announced().properties();
    }

    /** Returns one announced property, or null. The name is case-sensitive. */
    public @Nullable String property(String name) {
        return properties().get(name);
    }

    @Override
    public String toString() {
        byte[] id = facts.routingId();
        return (socketType().isEmpty() ? "peer" : socketType())
                + (id.length == 0 ? "" : " 0x" + HexFormat.of().formatHex(id))
                + (userId().isEmpty() ? "" : " (" + userId() + ")")
                + (accepted() ? " from " : " at ")
                + address()
                + " on "
                + endpoint();
    }

    /** Creates and reads descriptions for {@code io.reactivezmq.spi.PeerInfoBuilder}. */
    private static final class Descriptions implements PeerAccess<PeerInfo> {

        @Override
        public PeerInfo create(PeerFacts facts) {
            return new PeerInfo(facts);
        }

        @Override
        public PeerFacts facts(PeerInfo peer) {
            return peer.facts;
        }
    }
}
