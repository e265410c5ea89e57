package io.reactivezmq.samples.quickstart;

import static io.reactivezmq.samples.quickstart.Format.count;
import static io.reactivezmq.samples.quickstart.Format.nanos;
import static io.reactivezmq.samples.quickstart.Format.rate;

import io.reactivezmq.event.PeerInfo;
import java.util.List;
import java.util.Map;

/**
 * What came out of the market-data feed.
 *
 * @param published how many quotes there were
 * @param subscribers who received them
 * @param drops what the publisher counted for each subscriber that was full
 * @param dropEvents how many events told of it
 */
record FeedResult(long published, List<Row> subscribers, Map<PeerInfo, Long> drops, int dropEvents)
        implements SceneResult {

    static final List<String> HEADER = List.of("subscriber", "topic", "rate", "p50", "p99", "missed");

    /**
     * One subscriber.
     *
     * @param name its name
     * @param topic what it wanted
     * @param expected how many quotes of that there were
     * @param received how many it got
     * @param inOrder whether they came in the order in which they were published
     * @param reading how fast they came
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
