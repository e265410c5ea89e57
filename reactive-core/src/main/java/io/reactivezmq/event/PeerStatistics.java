package io.reactivezmq.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one peer.
 *
 * @param endpoint the local endpoint that the peer belongs to
 * @param peer the peer; null while a connected endpoint has had no finished handshake
 * @param messagesReceived messages received from the peer, without dropped ones. Notifications of its connects and
 *     disconnects, disconnect and hiccup messages count as received; notifications of subscriptions do not
 * @param bytesReceived bytes received from the peer, including framing and handshakes
 * @param messagesSent messages handed to the peer's connection. Messages that a lost connection returns, or that are
 *     lost with it before the operating system has taken them, are subtracted again. So accepted messages are always
 *     the sum of sent, queued and dropped ones (of conflated messages, only the newest counts)
 * @param bytesSent bytes handed to the peer's connection, including framing and handshakes
 * @param drops messages to or from the peer that were dropped, by reason
 * @param receiveQueue messages received from the peer and not yet delivered
 * @param sendQueue messages accepted for the peer and not yet handed to its connection, including those that a lost
 *     connection has returned
 * @param subscriptions how many distinct prefixes the peer has subscribed to, or groups it has joined; zero on sockets
 *     that do not publish
 * @param connectedAt when the handshake of the present connection finished; null while no peer is connected
 */
public record PeerStatistics(
        String endpoint,
        @Nullable PeerInfo peer,
        long messagesReceived,
        long bytesReceived,
        long messagesSent,
        long bytesSent,
        Map<DropReason, Long> drops,
        int receiveQueue,
        int sendQueue,
        int subscriptions,
        @Nullable Instant connectedAt) {

    /** Copies the map. */
    public PeerStatistics {
        drops = Map.copyOf(drops);
    }

    /** Returns the number of messages dropped for this reason. */
    public long dropped(DropReason reason) {
        return drops.getOrDefault(reason, 0L);
    }
}
