package io.reactivezmq.event;

import java.util.List;
import java.util.Map;

/**
 * The counters of a socket, all read at the same time.
 *
 * @param messagesReceived messages received, without dropped ones. Messages that the socket itself makes for its
 *     application count as received: notifications of subscriptions and of peers, disconnect and hiccup messages
 * @param bytesReceived bytes received from peers, including framing and handshakes
 * @param messagesSent messages handed to connections. Messages that a lost connection returns, or that are lost with
 *     it, are subtracted again
 * @param bytesSent bytes handed to connections, including framing and handshakes
 * @param drops dropped messages by reason
 * @param receiveQueue messages received and neither delivered nor in the window of a {@code receive(scheduler)}
 * @param sendQueue messages accepted and not yet handed to a connection. Those that are not assigned to a peer yet are
 *     in no peer's queue
 * @param peers the counters of each connected or awaited peer
 * @param inFlight of a REQ, requests that were assigned to a peer and wait for the reply; of a REP, requests that were
 *     handed to the application and are not answered. Zero for other types
 * @param waiting of a REQ, requests that wait for a place in flight or for a peer; of a REP, requests that were
 *     received and wait for the application. Zero for other types
 * @param receiveHighWaterMark the most received messages that wait for each peer; zero for no limit
 * @param sendHighWaterMark the most messages that wait to be sent to each peer; zero for no limit
 */
public record SocketStatistics(
        long messagesReceived,
        long bytesReceived,
        long messagesSent,
        long bytesSent,
        Map<DropReason, Long> drops,
        int receiveQueue,
        int sendQueue,
        List<PeerStatistics> peers,
        int inFlight,
        int waiting,
        int receiveHighWaterMark,
        int sendHighWaterMark) {

    /** Copies the map and the list. */
    public SocketStatistics {
        drops = Map.copyOf(drops);
        peers = List.copyOf(peers);
    }

    /** Returns the number of messages dropped for any reason. */
    public long dropped() {
        return drops.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns the number of messages dropped for this reason. */
    public long dropped(DropReason reason) {
        return drops.getOrDefault(reason, 0L);
    }
}
