package io.reactivezmq.page;

import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.PeerStatistics;
import io.reactivezmq.event.SocketStatistics;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the peers of one socket that do not keep up, by comparing samples: their send queue is nearly full, and was so
 * a second ago, or messages for them have been dropped meanwhile. In the same way, it finds out whether the application
 * does not keep up with what the socket receives.
 */
final class SlowWatch {

    /** A queue without a limit counts as full with so many messages. */
    private static final int FULL_WITHOUT_LIMIT = 1000;

    /** Somewhat less than the time between two samples. */
    private static final long LONG_NANOS = 800_000_000L;

    /** Since when the queue of a peer has been full. Has only peers whose queue is full. */
    private IdentityHashMap<PeerInfo, Long> fullSince = new IdentityHashMap<>();

    /** Messages that were dropped for a peer, as it was full. Has only peers with any. */
    private IdentityHashMap<PeerInfo, Long> dropped = new IdentityHashMap<>();

    private final IdentityHashMap<PeerInfo, Boolean> slow = new IdentityHashMap<>();
    private @Nullable Long receiveFullSince;
    private long time;
    private boolean late;
    private int connected;
    private int longestSendQueue;
    private int longestReceiveQueue;
    private boolean first = true;

    /** Compares an answer with the former one. An answer that was seen before changes nothing. */
    void update(SocketProbe.Answer answer) {
        if (!first && answer.time() == time) {
            return;
        }
        time = answer.time();
        SocketStatistics statistics = answer.statistics();
        IdentityHashMap<PeerInfo, Long> nowFull = new IdentityHashMap<>();
        IdentityHashMap<PeerInfo, Long> nowDropped = new IdentityHashMap<>();
        slow.clear();
        connected = 0;
        longestSendQueue = 0;
        longestReceiveQueue = 0;
        for (PeerStatistics each : statistics.peers()) {
            longestSendQueue = Math.max(longestSendQueue, each.sendQueue());
            longestReceiveQueue = Math.max(longestReceiveQueue, each.receiveQueue());
            PeerInfo peer = each.peer();
            if (peer == null || each.connectedAt() == null) {
                continue;
            }
            connected++;
            long drops = each.dropped(DropReason.PEER_FULL);
            if (drops > 0) {
                nowDropped.put(peer, drops);
            }
            if (isFull(each.sendQueue(), statistics.sendHighWaterMark())) {
                long since = fullSince.getOrDefault(peer, time);
                nowFull.put(peer, since);
                if (time - since >= LONG_NANOS || (!first && drops > dropped.getOrDefault(peer, 0L))) {
                    slow.put(peer, true);
                }
            }
        }
        fullSince = nowFull;
        dropped = nowDropped;
        updateReceiver(statistics);
        first = false;
    }

    private void updateReceiver(SocketStatistics statistics) {
        boolean full = isFull(longestReceiveQueue, statistics.receiveHighWaterMark());
        Long since = full ? receiveFullSince == null ? Long.valueOf(time) : receiveFullSince : null;
        receiveFullSince = since;
        late = since != null && time - since >= LONG_NANOS;
    }

    /** Returns whether at least three quarters of a queue are used. */
    private static boolean isFull(int queue, int mark) {
        return queue >= (mark == 0 ? FULL_WITHOUT_LIMIT : Math.max(1, mark - mark / 4));
    }

    /** Returns the number of connected peers. */
    int connected() {
        return connected;
    }

    /** Returns the number of peers that do not keep up. */
    int slowPeers() {
        return slow.size();
    }

    /** Returns whether this peer does not keep up. */
    boolean isSlow(@Nullable PeerInfo peer) {
        return peer != null && slow.containsKey(peer);
    }

    /** Returns whether the application does not keep up with what it receives. */
    boolean isLate() {
        return late;
    }

    int longestSendQueue() {
        return longestSendQueue;
    }

    int longestReceiveQueue() {
        return longestReceiveQueue;
    }
}
