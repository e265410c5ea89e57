package io.reactivezmq.samples.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import reactor.core.publisher.Mono;

/**
 * Measures the memory of an idle connection. It binds a PULL socket and measures its own process twice: when the first
 * connection of the program {@code idle} has sent a message, and when the last one has. The whole heap is resident from
 * the start ({@code AlwaysPreTouch}). So the measure is what the heap holds after a collection, plus what the process
 * holds besides the heap.
 */
@Command(name = "connections", description = "Measures the memory of idle connections. Start it first, then idle.")
final class Connections implements Runnable {

    static final int BACKLOG = 4096;

    private static final Duration SETTLE = Duration.ofMillis(300);
    private static final int PAGE = 4096;

    @Parameters(paramLabel = "<bind-to>")
    private String bindTo = "";

    @Parameters(paramLabel = "<message-size>")
    private int messageSize;

    @Parameters(paramLabel = "<connections>")
    private long count;

    @Mixin
    private Subject subject = new Subject();

    @Override
    public void run() {
        List<Long> seen = new ArrayList<>();
        Library library = subject.open();
        library.afterEach(bindTo, 2, () -> seen.add(memory()));
        double each = (double) (seen.get(1) - seen.get(0)) / count;
        Sample sample = new Sample(
                "idle",
                subject.api(),
                subject.threads(),
                messageSize,
                count,
                1,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                each);
        System.out.printf(
                Locale.ROOT, "connections: %d%nmemory per connection: %.0f [B]%n%s%n", count, each, sample.line());
    }

    private static long memory() {
        Mono.delay(SETTLE).block();
        System.gc();
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return resident() - heap.getCommitted() + heap.getUsed();
    }

    private static long resident() {
        try {
            String statm = Files.readString(Path.of("/proc/self/statm"));
            return Long.parseLong(statm.split(" ", -1)[1]) * PAGE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
