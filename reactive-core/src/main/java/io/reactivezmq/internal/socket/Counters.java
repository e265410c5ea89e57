package io.reactivezmq.internal.socket;

import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerStatistics;
import io.reactivezmq.event.SocketStatistics;
import io.reactivezmq.internal.pipe.Drops;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.spi.settings.QueueSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The counters of a socket: those of its live pipes, and the sum of those that are gone. */
final class Counters {

    private final Drops drops = new Drops();
    private long messagesReceived;
    private long bytesReceived;
    private long messagesSent;
    private long bytesSent;

    /** Returns the drops that belong to no live pipe. */
    Drops drops() {
        return drops;
    }

    /** Counts received messages that belong to no pipe. */
    void received(long messages) {
        messagesReceived += messages;
    }

    /** Counts drops that belong to no live pipe. Returns whether the new total warrants an event. */
    boolean drop(DropReason reason, long messages) {
        if (Drops.isInbound(reason)) {
            messagesReceived -= messages;
        }
        return drops.add(reason, messages);
    }

    /**
     * Counts messages that arrived and were never counted as received. Returns whether the new total warrants an event.
     */
    boolean undelivered(long messages) {
        return drops.add(DropReason.UNDELIVERED, messages);
    }

    void addAll(PeerStatistics gone, Drops itsDrops) {
        messagesReceived += gone.messagesReceived();
        bytesReceived += gone.bytesReceived();
        messagesSent += gone.messagesSent();
        bytesSent += gone.bytesSent();
        drops.addAll(itsDrops);
    }

    SocketStatistics with(
            Collection<Pipe> pipes, int receiveQueue, int toSend, int inFlight, int waiting, QueueSettings marks) {
        Counters sum = new Counters();
        sum.messagesReceived = messagesReceived;
        sum.bytesReceived = bytesReceived;
        sum.messagesSent = messagesSent;
        sum.bytesSent = bytesSent;
        sum.drops.addAll(drops);
        List<PeerStatistics> peers = new ArrayList<>(pipes.size());
        int sendQueue = toSend;
        for (Pipe pipe : pipes) {
            PeerStatistics peer = pipe.statistics();
            sum.addAll(peer, pipe.drops());
            sendQueue += peer.sendQueue();
            peers.add(peer);
        }
        return new SocketStatistics(
                sum.messagesReceived,
                sum.bytesReceived,
                sum.messagesSent,
                sum.bytesSent,
                sum.drops.asMap(),
                receiveQueue,
                sendQueue,
                peers,
                inFlight,
                waiting,
                marks.receiveHighWaterMark(),
                marks.sendHighWaterMark());
    }
}
