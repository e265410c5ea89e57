package io.reactivezmq.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.EndpointState;
import io.reactivezmq.event.PeerStatistics;
import io.reactivezmq.micrometer.Snapshot.Count;
import io.reactivezmq.micrometer.Snapshot.Level;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The meters of the sockets with one name and type: almost always one socket. Used on the thread of the metrics; the
 * registry reads the values on any thread.
 */
final class SocketMeters {

    private final MeterRegistry registry;
    private final Tags tags;
    private final boolean perPeer;
    private final Consumer<Runnable> attempt;
    private final Set<SocketSample> samples = new LinkedHashSet<>();
    private final List<Meter> meters = new ArrayList<>();
    private final Set<DropReason> reasons = EnumSet.noneOf(DropReason.class);
    private final Map<EventCounts.Key, Counter> eventCounters = new HashMap<>();
    private final Map<String, PeerMeters> peers = new HashMap<>();

    /** What closed sockets of this name have counted. */
    private Snapshot gone = Snapshot.NONE;

    private volatile Snapshot sum = Snapshot.NONE;

    /** What sockets have in common that share meters. */
    record Key(String name, SocketType type) {

        static Key of(ZmqSocket<?> socket) {
            return new Key(socket.name(), socket.type());
        }

        Tags tags() {
            return Tags.of("socket", name, "type", type.toString());
        }
    }

    /**
     * Creates meters that are not registered yet.
     *
     * @param attempt runs an action that may fail
     */
    SocketMeters(MeterRegistry registry, Tags tags, boolean perPeer, Consumer<Runnable> attempt) {
        this.attempt = attempt;
        this.registry = registry;
        this.tags = tags;
        this.perPeer = perPeer;
    }

    /** Registers the meters. */
    void register(SocketType type) {
        counter(ZmqMeter.MESSAGES_RECEIVED, Count.MESSAGES_RECEIVED);
        counter(ZmqMeter.MESSAGES_SENT, Count.MESSAGES_SENT);
        counter(ZmqMeter.DATA_RECEIVED, Count.DATA_RECEIVED);
        counter(ZmqMeter.DATA_SENT, Count.DATA_SENT);
        gauge(ZmqMeter.QUEUE_SIZE, tags.and("direction", "receive"), Level.RECEIVE_QUEUE);
        gauge(ZmqMeter.QUEUE_SIZE, tags.and("direction", "send"), Level.SEND_QUEUE);
        gauge(ZmqMeter.QUEUE_LIMIT, tags.and("direction", "receive"), Level.RECEIVE_LIMIT);
        gauge(ZmqMeter.QUEUE_LIMIT, tags.and("direction", "send"), Level.SEND_LIMIT);
        gauge(ZmqMeter.PEERS, tags, Level.PEERS);
        for (EndpointState.Status status : EndpointState.Status.values()) {
            Tags all = tags.and("state", lowerCase(status));
            add(() -> ZmqMeter.ENDPOINTS.gauge(registry, all, this, group -> group.sum.endpoints(status)));
        }
        if (type == SocketType.REQ || type == SocketType.REP) {
            gauge(ZmqMeter.REQUESTS_ACTIVE, tags, Level.REQUESTS_ACTIVE);
            gauge(ZmqMeter.REQUESTS_WAITING, tags, Level.REQUESTS_WAITING);
        }
    }

    private void counter(ZmqMeter meter, Count count) {
        add(() -> meter.functionCounter(registry, tags, this, group -> group.sum.count(count)));
    }

    private void gauge(ZmqMeter meter, Tags all, Level level) {
        add(() -> meter.gauge(registry, all, this, group -> group.sum.level(level)));
    }

    /** Registers one meter. If the registry refuses it, the others are still registered. */
    private void add(Supplier<Meter> meter) {
        attempt.accept(() -> meters.add(meter.get()));
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    void add(SocketSample sample) {
        samples.add(sample);
    }

    /** Removes a socket that has closed. Returns whether no socket is left. */
    boolean remove(SocketSample sample) {
        if (samples.remove(sample)) {
            // A socket that has closed answers at once.
            sample.socket()
                    .statistics()
                    .subscribe(
                            last -> gone =
                                    gone.plus(Snapshot.of(last, List.of()).countsOnly()),
                            failure -> {});
        }
        return samples.isEmpty();
    }

    /** Shows the newest answers, and registers meters of what has occurred for the first time. */
    void refresh() {
        Snapshot newest = gone;
        for (SocketSample sample : samples) {
            SocketSample.Answer answer = sample.answer();
            if (answer != null) {
                newest = newest.plus(answer.snapshot());
            }
        }
        sum = newest.atLeast(sum);
        for (DropReason reason : newest.drops().keySet()) {
            if (reasons.add(reason)) {
                Tags all = tags.and("reason", lowerCase(reason));
                add(() -> ZmqMeter.MESSAGES_DROPPED.functionCounter(
                        registry, all, this, group -> group.sum.dropped(reason)));
            }
        }
        if (perPeer) {
            refreshPeers();
        }
    }

    private void refreshPeers() {
        Map<String, List<PeerStatistics>> present = new HashMap<>();
        for (SocketSample sample : samples) {
            SocketSample.Answer answer = sample.answer();
            if (answer != null) {
                answer.statistics().peers().forEach(peer -> PeerMeters.group(peer, present));
            }
        }
        peers.entrySet().removeIf(entry -> {
            if (present.containsKey(entry.getKey())) {
                return false;
            }
            entry.getValue().remove();
            return true;
        });
        present.forEach((key, statistics) -> {
            PeerMeters meters = peers.get(key);
            if (meters == null && peers.size() < PeerMeters.MOST) {
                meters = new PeerMeters(registry, tags, attempt, statistics.get(0));
                peers.put(key, meters);
            }
            if (meters != null) {
                meters.show(statistics);
            }
        });
    }

    /** Counts the events of a socket since the last call. */
    void countEvents(SocketSample sample) {
        sample.events().take((key, events) -> attempt.accept(() -> counter(key).increment(events)));
    }

    private Counter counter(EventCounts.Key key) {
        Counter known = eventCounters.get(key);
        if (known == null) {
            known = key.meter().counter(registry, tags.and(key.tags()));
            meters.add(known);
            eventCounters.put(key, known);
        }
        return known;
    }

    /** Removes all meters from the registry. */
    void removeMeters() {
        meters.forEach(meter -> attempt.accept(() -> registry.remove(meter)));
        meters.clear();
        peers.values().forEach(PeerMeters::remove);
        peers.clear();
    }
}
