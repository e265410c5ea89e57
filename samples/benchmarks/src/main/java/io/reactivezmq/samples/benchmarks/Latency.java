package io.reactivezmq.samples.benchmarks;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Measurements of the requesting side.
 *
 * @param messageSize bytes in each message
 * @param nanos the round trips, in nanoseconds
 * @param used time, processor time and heap bytes
 * @param atOnce number of requests in flight at once
 */
record Latency(int messageSize, Histogram nanos, Usage used, int atOnce) {

    /**
     * Returns the lines that libzmq's tools print, a few more, and one in the format that programs read. As in libzmq,
     * the average is that of one way.
     */
    String text(Subject subject) {
        long count = nanos.getTotalCount();
        double mean = used.nanos() / 1e3 * atOnce / count;
        double p50 = nanos.getValueAtPercentile(50) / 1e3;
        double p99 = nanos.getValueAtPercentile(99) / 1e3;
        double cpu = (double) used.cpuNanos() / count;
        double allocated = (double) used.allocated() / count;
        return String.format(
                Locale.ROOT,
                """
                message size: %d [B]
                roundtrip count: %d
                average latency: %.3f [us]
                roundtrip p50: %.3f [us]
                roundtrip p99: %.3f [us]
                cpu per roundtrip: %.1f [ns]
                heap per roundtrip: %.1f [B]
                %s""",
                messageSize,
                count,
                mean / 2,
                p50,
                p99,
                cpu,
                allocated,
                new Sample(
                                "req",
                                subject.api(),
                                subject.threads(),
                                messageSize,
                                count,
                                used.seconds(),
                                mean,
                                p50,
                                p99,
                                cpu,
                                allocated,
                                Double.NaN)
                        .line());
    }
}
