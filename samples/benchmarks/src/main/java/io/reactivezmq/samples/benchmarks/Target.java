package io.reactivezmq.samples.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Target of one case, as in targets.csv.
 *
 * @param label name of the target
 * @param row row of the suite
 * @param size bytes in each message
 * @param name name of the case
 * @param sides sides whose numbers are added up
 * @param measure number that is compared
 * @param atMost whether the bound is an upper bound
 * @param bound bound of the ratio to the baseline, or of the number itself if there is no baseline
 * @param baseline name of the case to compare with; empty for none
 */
record Target(
        String label,
        String row,
        int size,
        String name,
        List<String> sides,
        Measure measure,
        boolean atMost,
        double bound,
        String baseline) {

    static final String COLUMNS = "label,row,size,case,side,measure,bound,baseline";

    private static final int FIELDS = COLUMNS.split(",", -1).length;

    /** A number of a sample. */
    enum Measure {
        /** Messages per second. */
        RATE(Sample::perSecond),
        /** Median round trip in microseconds. */
        P50(Sample::p50),
        /** 99th percentile of the round trip in microseconds. */
        P99(Sample::p99),
        /** Processor time per message in nanoseconds. */
        CPU(Sample::cpu),
        /** Heap bytes allocated per message. */
        HEAP(Sample::allocated),
        /** Bytes of memory per connection. */
        MEMORY(Sample::resident);

        private final ToDoubleFunction<Sample> number;

        Measure(ToDoubleFunction<Sample> number) {
            this.number = number;
        }

        double of(Sample sample) {
            return number.applyAsDouble(sample);
        }
    }

    static Target parse(String line) {
        String[] fields = line.split(",", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("not a target: " + line);
        }
        String bound = fields[6];
        return new Target(
                fields[0],
                fields[1],
                Integer.parseInt(fields[2]),
                fields[3],
                List.of(fields[4].split("\\+", -1)),
                Measure.valueOf(fields[5].toUpperCase(Locale.ROOT)),
                bound.startsWith("<="),
                Double.parseDouble(bound.substring(2)),
                fields[7]);
    }

    boolean isRatio() {
        return !baseline.isEmpty();
    }

    boolean isMetBy(double value) {
        return atMost ? value <= bound : value >= bound;
    }

    String boundText() {
        return String.format(Locale.ROOT, "%s %s%s", atMost ? "≤" : "≥", bound, isRatio() ? "x" : " B");
    }
}
