package io.reactivezmq.internal.pipe;

import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.PeerStatistics;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The counters of one pipe: messages, bytes, drops and subscriptions. */
final class PipeCounters {

    private final Drops drops = new Drops();
    private long messagesReceived;
    private long bytesReceived;
    private long messagesSent;
    private long bytesSent;
    private int subscriptions;

    void messageReceived() {
        messagesReceived++;
    }

    void messageSent() {
        messagesSent++;
    }

    void bytesReceived(long bytes) {
        bytesReceived += bytes;
    }

    void bytesSent(long bytes) {
        bytesSent += bytes;
    }

    void subscriptions(int count) {
        subscriptions = count;
    }

    /** Subtracts messages that were counted as sent and were not. */
    void messagesNotSent(int count) {
        messagesSent -= count;
    }

    /** Counts dropped messages. Returns whether the new total warrants an event. */
    boolean drop(DropReason reason, long messages) {
        if (Drops.isInbound(reason)) {
            messagesReceived -= messages;
        }
        return drops.add(reason, messages);
    }

    Drops drops() {
        return drops;
    }

    PeerStatistics statistics(
            String endpoint, @Nullable PeerInfo peer, int receiveQueue, int sendQueue, @Nullable Instant connectedAt) {
        return new PeerStatistics(
                endpoint,
                peer,
                messagesReceived,
                bytesReceived,
                messagesSent,
                bytesSent,
                drops.asMap(),
                receiveQueue,
                sendQueue,
                subscriptions,
                connectedAt);
    }
}
