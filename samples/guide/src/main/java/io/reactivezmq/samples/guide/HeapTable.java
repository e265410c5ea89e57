package io.reactivezmq.samples.guide;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Prints the heap usage over time while some work is done: how much is used, and how much of that is alive. */
final class HeapTable {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final double NANOS = 1e9;
    private static final int MEGA = 1_000_000;

    private final PrintStream out;
    private final String heading;
    private final LongAdder done;
    private final long start = System.nanoTime();

    /** Creates a table for work that counts its progress in {@code done}. The heading names what is counted. */
    HeapTable(PrintStream out, String heading, LongAdder done) {
        this.out = out;
        this.heading = heading;
        this.done = done;
    }

    /** Runs the work and prints a row every 200 ms, and one at the end. */
    Mono<Void> during(Publisher<?> work) {
        out.printf(Locale.ROOT, "%8s %12s %10s %10s%n", "time", heading, "heap used", "alive");
        return Report.every(LOOK, out, this::row, work).doOnSuccess(end -> out.println(row()));
    }

    /** Measures one row. Only a garbage collection shows what is alive, so each row triggers one. */
    private String row() {
        long used = used();
        System.gc();
        return String.format(
                Locale.ROOT,
                "%6.2f s %,12d %7d MB %7d MB",
                (System.nanoTime() - start) / NANOS,
                done.sum(),
                used / MEGA,
                used() / MEGA);
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
