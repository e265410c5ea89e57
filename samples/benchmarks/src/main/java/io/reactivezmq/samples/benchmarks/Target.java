package io.reactivezmq.samples.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What one case shall reach, as targets.csv has it.
 *
 * @param label what it is called
 * @param row the row of the suite
 * @param size bytes in each message
 * @param name the case
 * @param sides whose numbers count, added up
 * @param measure which of them
 * @param atMost whether the bound is an upper one
 * @param bound of the ratio to the baseline, or of the number itself where there is none
 * @param baseline the case to compare with, or empty
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

    /** One number of a sample. */
    enum Measure {
        /** Messages in a second. */
        RATE(Sample::perSecond),
        /** Median round trip in microseconds. */
        P50(Sample::p50),
        /** The 99th percentile. */
        P99(Sample::p99),
        /** Nanoseconds of processor time for a message. */
        CPU(Sample::cpu),
        /** Bytes of heap for a message. */
        HEAP(Sample::allocated),
        /** Bytes of memory for a connection. */
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
