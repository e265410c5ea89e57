package io.reactivezmq.samples.quickstart;

import static io.reactivezmq.samples.quickstart.Format.count;
import static io.reactivezmq.samples.quickstart.Format.nanos;
import static io.reactivezmq.samples.quickstart.Format.percent;
import static io.reactivezmq.samples.quickstart.Format.rate;

import java.util.List;
import java.util.Map;

/**
 * Result of the request scene.
 *
 * @param asked number of requests
 * @param mismatched number of answers that belonged to another request
 * @param byServer number of answers from each server, by endpoint
 * @param reading rate of the answers, and latencies from request to answer
 */
record RequestResult(long asked, long mismatched, Map<String, Long> byServer, Reading reading) implements SceneResult {

    static final List<String> HEADER = List.of("client", "rate", "p50", "p99", "answers", "by server");

    static List<String> cells(Reading reading, Map<String, Long> byServer) {
        long answered = sum(byServer);
        return List.of(
                "req",
                rate(reading.perSecond()),
                nanos(reading.p50()),
                nanos(reading.p99()),
                count(answered),
                String.join(
                        " : ",
                        byServer.values().stream()
                                .map(n -> percent((double) n / Math.max(1, answered)))
                                .toList()));
    }

    private static long sum(Map<String, Long> byServer) {
        return byServer.values().stream().mapToLong(Long::longValue).sum();
    }

    long answered() {
        return sum(byServer);
    }

    @Override
    public Table table() {
        return new Table(HEADER, List.of(cells(reading, byServer)));
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public List<Check> checks() {
        return List.of(
                new Check(count(asked) + " requests, " + count(answered()) + " answers", asked == answered()),
                new Check("each answer reached its own caller", mismatched == 0),
                new Check(
                        "every server had requests", byServer.values().stream().allMatch(n -> n > 0)));
    }
}
