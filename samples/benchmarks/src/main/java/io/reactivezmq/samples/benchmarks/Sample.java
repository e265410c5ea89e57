package io.reactivezmq.samples.benchmarks;

import java.util.Locale;

/**
 * Measurements of one side, in the format that {@link Report} reads. The C programs print the same format.
 *
 * @param side what was measured: push, pull, pub, sub, sink, req or idle
 * @param api the library
 * @param threads where application code ran
 * @param size bytes in each message
 * @param messages number of messages or round trips
 * @param seconds time in which they were measured, in seconds
 * @param mean mean round trip in microseconds. This and the next two are NaN for streams
 * @param p50 median round trip in microseconds
 * @param p99 99th percentile of the round trip in microseconds
 * @param cpu processor time of the process for each message, in nanoseconds
 * @param allocated heap bytes that the process allocated for each message; NaN outside the JVM
 * @param resident bytes of memory for each connection; NaN for all other measurements
 */
record Sample(
        String side,
        String api,
        String threads,
        int size,
        long messages,
        double seconds,
        double mean,
        double p50,
        double p99,
        double cpu,
        double allocated,
        double resident) {

    static final String COLUMNS = "side,api,threads,size,messages,seconds,mean_us,p50_us,p99_us,cpu_ns,alloc_b,rss_b";

    private static final int FIELDS = COLUMNS.split(",", -1).length;

    double perSecond() {
        return messages / seconds;
    }

    /** Returns the measurements as a line that programs read. */
    String line() {
        return String.format(
                Locale.ROOT,
                "csv,%s,%s,%s,%d,%d,%.6f,%.3f,%.3f,%.3f,%.1f,%.1f,%.0f",
                side,
                api,
                threads,
                size,
                messages,
                seconds,
                mean,
                p50,
                p99,
                cpu,
                allocated,
                resident);
    }

    /** Reads the fields after the first {@code skip} ones. */
    static Sample parse(String[] fields, int skip) {
        if (fields.length != skip + FIELDS) {
            throw new IllegalArgumentException("not a sample: " + String.join(",", fields));
        }
        return new Sample(
                fields[skip],
                fields[skip + 1],
                fields[skip + 2],
                Integer.parseInt(fields[skip + 3]),
                Long.parseLong(fields[skip + 4]),
                number(fields[skip + 5]),
                number(fields[skip + 6]),
                number(fields[skip + 7]),
                number(fields[skip + 8]),
                number(fields[skip + 9]),
                number(fields[skip + 10]),
                number(fields[skip + 11]));
    }

    private static double number(String field) {
        return field.equalsIgnoreCase("nan") ? Double.NaN : Double.parseDouble(field);
    }
}
