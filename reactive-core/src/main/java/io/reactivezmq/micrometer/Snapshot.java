package io.reactivezmq.micrometer;

import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.EndpointState;
import io.reactivezmq.event.PeerStatistics;
import io.reactivezmq.event.SocketStatistics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The values of the meters of one socket, or the sum over several.
 *
 * @param counts the counters, in the order of {@link Count}
 * @param levels the gauges, in the order of {@link Level}
 * @param drops dropped messages by reason
 * @param endpoints the endpoints by state
 */
record Snapshot(
        long[] counts, double[] levels, Map<DropReason, Long> drops, Map<EndpointState.Status, Integer> endpoints) {

    static final Snapshot NONE = new Snapshot(
            new long[Count.values().length],
            new double[Level.values().length],
            new EnumMap<>(DropReason.class),
            new EnumMap<>(EndpointState.Status.class));

    /** The counters. */
    enum Count {
        MESSAGES_RECEIVED,
        MESSAGES_SENT,
        DATA_RECEIVED,
        DATA_SENT
    }

    /** The gauges. */
    enum Level {
        RECEIVE_QUEUE,
        SEND_QUEUE,
        RECEIVE_LIMIT,
        SEND_LIMIT,
        PEERS,
        REQUESTS_ACTIVE,
        REQUESTS_WAITING
    }

    static Snapshot of(SocketStatistics statistics, List<EndpointState> states) {
        int connected = 0;
        for (PeerStatistics peer : statistics.peers()) {
            if (peer.connectedAt() != null) {
                connected++;
            }
        }
        int queues = statistics.peers().size();
        long[] counts = {
            statistics.messagesReceived(), statistics.messagesSent(), statistics.bytesReceived(), statistics.bytesSent()
        };
        double[] levels = {
            statistics.receiveQueue(),
            statistics.sendQueue(),
            (double) queues * statistics.receiveHighWaterMark(),
            (double) queues * statistics.sendHighWaterMark(),
            connected,
            statistics.inFlight(),
            statistics.waiting()
        };
        Map<EndpointState.Status, Integer> endpoints = new EnumMap<>(EndpointState.Status.class);
        states.forEach(state -> endpoints.merge(state.status(), 1, Integer::sum));
        Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);
        drops.putAll(statistics.drops());
        return new Snapshot(counts, levels, drops, endpoints);
    }

    /** Returns the sum of both. */
    Snapshot plus(Snapshot other) {
        long[] sums = counts.clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.counts[i];
        }
        double[] total = levels.clone();
        for (int i = 0; i < total.length; i++) {
            total[i] += other.levels[i];
        }
        Map<DropReason, Long> allDrops = new EnumMap<>(drops);
        other.drops.forEach((reason, messages) -> allDrops.merge(reason, messages, Long::sum));
        Map<EndpointState.Status, Integer> all = new EnumMap<>(endpoints);
        other.endpoints.forEach((status, number) -> all.merge(status, number, Integer::sum));
        return new Snapshot(sums, total, allDrops, all);
    }

    /**
     * Returns these values, with no counter below that of an earlier snapshot. The statistics subtract messages that a
     * lost connection returns, and a registry would take that for a restart of the process.
     */
    Snapshot atLeast(Snapshot earlier) {
        long[] most = counts.clone();
        for (int i = 0; i < most.length; i++) {
            most[i] = Math.max(most[i], earlier.counts[i]);
        }
        return new Snapshot(most, levels, drops, endpoints);
    }

    /** Returns the counters only, without what a closed socket no longer has. */
    Snapshot countsOnly() {
        return new Snapshot(counts, NONE.levels, drops, NONE.endpoints);
    }

    double count(Count count) {
        return counts[count.ordinal()];
    }

    double level(Level level) {
        return levels[level.ordinal()];
    }

    double dropped(DropReason reason) {
        return drops.getOrDefault(reason, 0L);
    }

    double endpoints(EndpointState.Status status) {
        return endpoints.getOrDefault(status, 0);
    }
}
