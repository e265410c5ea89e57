package io.reactivezmq.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.reactivezmq.PullSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.testing.FakePeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of meters in the documentation, and the dashboard, are about the meters that are registered. */
class MetricsDocumentTest extends MetricsFixture {

    private static final Path TABLE = Path.of("../docs/observability.md");
    private static final Path DASHBOARD = Path.of("../docs/grafana-dashboard.json");

    /** {@code | `zmq.peers` | Gauge, peers | `socket`, `type` |}. */
    private static final Pattern ROW =
            Pattern.compile("^\\| `(zmq\\.[a-z.]+)` \\| (\\w+)(?:, (\\w+))? \\| ([^|]*) \\|");

    private static final Pattern PROMETHEUS_NAME = Pattern.compile("\\bzmq_[a-z_]+");

    /** Registers every meter at least once. */
    private void registerAll() {
        bind(registry, options -> options.perPeer(true));
        RepSocket rep = harness.zmq().rep();
        PullSocket pull = harness.zmq().pull().connect(harness.uri("there"));
        harness.await(rep.bind(harness.uri("here")));
        harness.at("here").connect().disconnect();
        harness.at("here").connectBadly(new ProtocolException(ProtocolError.MALFORMED_GREETING, "x"));
        harness.at("there").refuse();
        harness.advance(Duration.ofMinutes(1));
        FakePeer peer = harness.at("there").accept().deliver("m");
        peer.disconnect();
        harness.at("here").connect();
        pull.disconnect(harness.uri("there"));
        step();
        step();
    }

    private static String row(String name, String kind, String unit, Set<String> tags) {
        return name + " " + kind + " " + unit + " " + tags;
    }

    private static String kind(Meter meter) {
        if (meter instanceof FunctionCounter) {
            return "FunctionCounter";
        }
        if (meter instanceof Counter) {
            return "Counter";
        }
        return meter instanceof Gauge ? "Gauge" : meter instanceof Timer ? "Timer" : "unknown";
    }

    /** Returns the unit; a timer has that of the registry. */
    private static String unit(Meter meter) {
        String unit = meter.getId().getBaseUnit();
        return unit == null || meter instanceof Timer ? "none" : unit;
    }

    private Set<String> registered() {
        return registry.getMeters().stream()
                .map(meter -> row(
                        meter.getId().getName(),
                        kind(meter),
                        unit(meter),
                        meter.getId().getTags().stream()
                                .map(Tag::getKey)
                                .collect(Collectors.toCollection(TreeSet::new))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> documented() throws IOException {
        Set<String> rows = new TreeSet<>();
        for (String line : Files.readAllLines(TABLE)) {
            Matcher row = ROW.matcher(line);
            if (row.find()) {
                Set<String> tags = Arrays.stream(row.group(4).split(","))
                        .map(tag -> tag.trim().replace("`", ""))
                        .collect(Collectors.toCollection(TreeSet::new));
                rows.add(row(row.group(1), row.group(2), row.group(3) == null ? "none" : row.group(3), tags));
            }
        }
        return rows;
    }

    @Test
    void theTableListsTheMetersThatAreRegistered() throws IOException {
        registerAll();
        assertThat(documented()).isEqualTo(registered()).hasSize(ZmqMeter.values().length);
    }

    /**
     * Returns the name that Micrometer's Prometheus registry gives a meter: with underscores, its unit, and the suffix
     * of counters. A timer has several, of which these are used.
     */
    private static Set<String> prometheusNames(Meter meter) {
        String name = meter.getId().getName().replace('.', '_');
        String unit = meter.getId().getBaseUnit();
        if (meter instanceof Timer) {
            return Set.of(name + "_seconds_count", name + "_seconds_sum", name + "_seconds_max");
        }
        if (unit != null && !name.endsWith("_" + unit)) {
            name += "_" + unit;
        }
        return Set.of(kind(meter).endsWith("Counter") ? name + "_total" : name);
    }

    @Test
    void theDashboardShowsEveryMeterAndNoOther() throws IOException {
        registerAll();
        TreeMap<String, Set<String>> names = new TreeMap<>();
        registry.getMeters().stream()
                .filter(meter -> !meter.getId().getName().startsWith("zmq.peer."))
                .forEach(meter -> names.put(meter.getId().getName(), prometheusNames(meter)));
        Set<String> used = PROMETHEUS_NAME
                .matcher(Files.readString(DASHBOARD))
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(used).allSatisfy(name -> assertThat(names.values()).anyMatch(known -> known.contains(name)));
        assertThat(names).allSatisfy((name, known) -> assertThat(known).as(name).anyMatch(used::contains));
    }
}
