package io.reactivezmq.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One peer's counters.
 *
 * @param endpoint the endpoint of ours it belongs to
 * @param peer who it is; null while a connected endpoint has no finished handshake
 * @param messagesReceived messages it sent us, dropped ones left out
 * @param bytesReceived bytes it sent us, framing and handshakes included
 * @param messagesSent messages handed to its connection; those that a lost connection gives back, or that are lost with
 *     it before the operating system had taken them, are taken off again. So what was accepted is always what was sent,
 *     what is in the queue and what was dropped, together (of conflated messages, the newest)
 * @param bytesSent bytes handed to its connection, framing and handshakes included
 * @param drops messages dropped for it or from it, by reason
 * @param receiveQueue messages received from it and not yet delivered
 * @param sendQueue messages accepted for it and not yet handed to its connection; after a lost connection those it gave
 *     back as well
 * @param subscriptions how many distinct prefixes it has subscribed to, or groups it has joined; zero on sockets that
 *     do not publish
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
        int subscriptions) {

    /** Takes a copy. */
    public PeerStatistics {
        drops = Map.copyOf(drops);
    }

    /** The drops for this reason. */
    public long dropped(DropReason reason) {
        return drops.getOrDefault(reason, 0L);
    }
}
