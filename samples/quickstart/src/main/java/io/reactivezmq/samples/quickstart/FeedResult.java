package io.reactivezmq.samples.quickstart;

import static io.reactivezmq.samples.quickstart.Format.count;
import static io.reactivezmq.samples.quickstart.Format.nanos;
import static io.reactivezmq.samples.quickstart.Format.rate;

import io.reactivezmq.event.PeerInfo;
import java.util.List;
import java.util.Map;

/**
 * Result of the market-data scene.
 *
 * @param published number of quotes generated
 * @param subscribers one row for each subscriber
 * @param drops messages that the publisher dropped, for each subscriber that was at its high-water mark
 * @param dropEvents number of events that reported drops
 */
record FeedResult(long published, List<Row> subscribers, Map<PeerInfo, Long> drops, int dropEvents)
        implements SceneResult {

    static final List<String> HEADER = List.of("subscriber", "topic", "rate", "p50", "p99", "missed");

    /**
     * Result of one subscriber.
     *
     * @param name name of the subscriber
     * @param topic prefix that it subscribed to; empty for all quotes
     * @param expected number of quotes generated with this prefix
     * @param received number of quotes received
     * @param inOrder whether the quotes of each symbol arrived in the order in which they were published
     * @param reading rate and latencies of the received quotes
     */
    record Row(String name, String topic, long expected, long received, boolean inOrder, Reading reading) {

        long missed() {
            return expected - received;
        }
    }

    static List<String> cells(String name, String topic, Reading reading, long missed) {
        return List.of(
                name,
                topic.isEmpty() ? "(all)" : topic,
                rate(reading.perSecond()),
                nanos(reading.p50()),
                nanos(reading.p99()),
                count(missed));
    }

    long dropped() {
        return drops.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public Table table() {
        return new Table(
                HEADER,
                subscribers.stream()
                        .map(row -> cells(row.name(), row.topic(), row.reading(), row.missed()))
                        .toList());
    }

    @Override
    public List<String> notes() {
        return drops.entrySet().stream()
                .map(drop -> "the publisher dropped " + count(drop.getValue()) + " of " + count(published) + " for the "
                        + drop.getKey() + ", and told so in " + dropEvents + " events")
                .toList();
    }

    @Override
    public List<Check> checks() {
        List<Long> missed = subscribers.stream()
                .map(Row::missed)
                .filter(n -> n != 0)
                .sorted()
                .toList();
        return List.of(
                new Check(
                        "each quote that a subscriber missed was counted as dropped for it",
                        missed.equals(drops.values().stream().sorted().toList())),
                new Check("drops were told in events", dropEvents > 0 == dropped() > 0),
                new Check("all quotes came in order", subscribers.stream().allMatch(Row::inOrder)));
    }
}
