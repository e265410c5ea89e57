package io.reactivezmq.samples.benchmarks;

import java.util.Locale;

/**
 * Measurements of one side of a stream.
 *
 * @param messageSize bytes in each message
 * @param messages number of messages
 * @param used time, processor time and heap bytes
 */
public record Throughput(int messageSize, long messages, Usage used) {

    /** Returns the lines that libzmq's tools print, a few more, and one in the format that programs read. */
    String text(String side, Subject subject) {
        double perSecond = messages / used.seconds();
        double cpu = (double) used.cpuNanos() / messages;
        double allocated = (double) used.allocated() / messages;
        return String.format(
                Locale.ROOT,
                """
                message size: %d [B]
                message count: %d
                mean throughput: %.0f [msg/s]
                mean throughput: %.3f [Mb/s]
                cpu per message: %.1f [ns]
                heap per message: %.1f [B]
                %s""",
                messageSize,
                messages,
                perSecond,
                perSecond * messageSize * 8 / 1e6,
                cpu,
                allocated,
                new Sample(
                                side,
                                subject.api(),
                                subject.threads(),
                                messageSize,
                                messages,
                                used.seconds(),
                                Double.NaN,
                                Double.NaN,
                                Double.NaN,
                                cpu,
                                allocated,
                                Double.NaN)
                        .line());
    }
}
