package io.reactivezmq.samples.guide;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** The heap over time, while some work is done: how much is in use, and how much of that is alive. */
final class HeapTable {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final double NANOS = 1e9;
    private static final int MEGA = 1_000_000;

    private final PrintStream out;
    private final String heading;
    private final LongAdder done;
    private final long start = System.nanoTime();

    /** For work that counts what it has done; the heading tells what that is. */
    HeapTable(PrintStream out, String heading, LongAdder done) {
        this.out = out;
        this.heading = heading;
        this.done = done;
    }

    /** Does this work, and prints a row now and then, and one in the end. */
    Mono<Void> during(Publisher<?> work) {
        out.printf(Locale.ROOT, "%8s %12s %10s %10s%n", "time", heading, "heap used", "alive");
        return Report.every(LOOK, out, this::row, work).doOnSuccess(end -> out.println(row()));
    }

    /** Only a collection can tell what is alive, so each row costs one. */
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
