package io.reactivezmq.event;

import java.util.List;
import java.util.Map;

/**
 * One consistent look at a socket's counters.
 *
 * @param messagesReceived messages taken from peers, dropped ones left out
 * @param bytesReceived bytes read from peers, framing and handshakes included
 * @param messagesSent messages handed to connections; those that a lost connection gives back, or that are lost with
 *     it, are taken off again
 * @param bytesSent bytes handed to connections, framing and handshakes included
 * @param drops dropped messages by reason
 * @param receiveQueue messages received and neither delivered nor in the window of a {@code receive(scheduler)}
 * @param sendQueue messages accepted and not yet handed to a connection; those that are meant for no certain peer yet
 *     are in none of the peers' queues
 * @param peers each live or awaited peer
 */
public record SocketStatistics(
        long messagesReceived,
        long bytesReceived,
        long messagesSent,
        long bytesSent,
        Map<DropReason, Long> drops,
        int receiveQueue,
        int sendQueue,
        List<PeerStatistics> peers) {

    /** Takes copies. */
    public SocketStatistics {
        drops = Map.copyOf(drops);
        peers = List.copyOf(peers);
    }

    /** All drops together. */
    public long dropped() {
        return drops.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The drops for this reason. */
    public long dropped(DropReason reason) {
        return drops.getOrDefault(reason, 0L);
    }
}
