package io.reactivezmq.micrometer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.PeerStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** The meters of one peer. Used on the thread of the metrics; the registry reads the values on any thread. */
final class PeerMeters {

    /** The most peers of one name of sockets that have meters. */
    static final int MOST = 1000;

    private final MeterRegistry registry;
    private final Consumer<Runnable> attempt;
    private final List<Meter> meters = new ArrayList<>();
    private volatile List<PeerStatistics> shown = List.of();

    /**
     * Registers the meters of a peer.
     *
     * @param attempt runs an action that may fail
     */
    PeerMeters(MeterRegistry registry, Tags socket, Consumer<Runnable> attempt, PeerStatistics peer) {
        this.registry = registry;
        this.attempt = attempt;
        Tags tags = socket.and("endpoint", peer.endpoint(), "peer", address(peer));
        counter(ZmqMeter.PEER_MESSAGES_RECEIVED, tags, PeerStatistics::messagesReceived);
        counter(ZmqMeter.PEER_MESSAGES_SENT, tags, PeerStatistics::messagesSent);
        counter(ZmqMeter.PEER_MESSAGES_DROPPED, tags, PeerMeters::dropped);
        queue(tags.and("direction", "receive"), PeerStatistics::receiveQueue);
        queue(tags.and("direction", "send"), PeerStatistics::sendQueue);
    }

    /** Adds a peer to those of its endpoint and address. A connected endpoint without a peer has no address yet. */
    static void group(PeerStatistics peer, Map<String, List<PeerStatistics>> groups) {
        groups.computeIfAbsent(peer.endpoint() + " " + address(peer), key -> new ArrayList<>(1))
                .add(peer);
    }

    private static String address(PeerStatistics peer) {
        PeerInfo known = peer.peer();
        return known == null ? "none" : known.address();
    }

    private static double dropped(PeerStatistics peer) {
        return peer.drops().values().stream().mapToLong(Long::longValue).sum();
    }

    private void counter(ZmqMeter meter, Tags tags, ToDoubleFunction<PeerStatistics> value) {
        attempt.accept(() -> meters.add(meter.functionCounter(registry, tags, this, peer -> peer.sum(value))));
    }

    private void queue(Tags tags, ToDoubleFunction<PeerStatistics> value) {
        attempt.accept(() -> meters.add(ZmqMeter.PEER_QUEUE_SIZE.gauge(registry, tags, this, peer -> peer.sum(value))));
    }

    private double sum(ToDoubleFunction<PeerStatistics> value) {
        return shown.stream().mapToDouble(value).sum();
    }

    void show(List<PeerStatistics> statistics) {
        shown = statistics;
    }

    void remove() {
        meters.forEach(meter -> attempt.accept(() -> registry.remove(meter)));
    }
}
