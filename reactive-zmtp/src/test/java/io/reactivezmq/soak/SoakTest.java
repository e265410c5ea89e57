package io.reactivezmq.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.testing.Await;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;

/**
 * A thousand sockets opened, connected, used and closed, again and again: a few seconds in every build, a minute with
 * {@code -Psoak}. Afterwards there are as many threads and file descriptors as before, and as much memory is in use.
 */
@DisplayName("A thousand sockets, again and again,")
class SoakTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration TIME = Duration.parse(System.getProperty("soak.time", "PT3S"));
    private static final Duration REPORTED = Duration.ofSeconds(10);
    private static final int PAIRS = 500;
    private static final int WARM_UP = 4;

    /** Room for what the JVM itself does meanwhile: compiled code, statistics, class data. */
    private static final long HEAP_SLACK = 2_000_000;

    /** A leak of even the smallest object that stands for a socket is more than this. */
    private static final long BYTES_PER_SOCKET = 10;

    private static final long DIRECT_SLACK = 16_000_000;
    private static final Pattern SHARED = Pattern.compile(
            "^(ForkJoinPool|process reaper|CompletableFutureDelay|boundedElastic|parallel|single|globalEventExecutor)");
    private static final Path FILE_DESCRIPTORS = Path.of("/proc/self/fd");

    /**
     * What is in use. Threads and loops are compared by identity: a number may hide one that came behind one that
     * ended.
     */
    private record Usage(Set<Thread> threads, int files, long heap, long direct) {

        static Usage now() {
            return new Usage(running(), openFiles(), heapInUse(), directInUse());
        }

        /**
         * The live threads, but those that the JDK, Netty and Reactor start whenever they like and share among
         * everybody.
         */
        static Set<Thread> running() {
            Set<Thread> running = new HashSet<>(Thread.getAllStackTraces().keySet());
            running.removeIf(thread -> SHARED.matcher(thread.getName()).find());
            return running;
        }

        private static int openFiles() {
            try (var files = Files.list(FILE_DESCRIPTORS)) {
                return (int) files.count();
            } catch (IOException elsewhere) {
                // Not Linux: the threads and the memory must do.
                return 0;
            }
        }

        private static long heapInUse() {
            for (int i = 0; i < 3; i++) {
                System.gc();
            }
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }

        private static long directInUse() {
            return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                    .metric()
                    .usedDirectMemory();
        }

        @Override
        public String toString() {
            return "threads %d, files %d, heap %.1f MB, direct %.1f MB"
                    .formatted(threads.size(), files, heap / 1e6, direct / 1e6);
        }
    }

    @Test
    @Timeout(300)
    @DisplayName("leave nothing behind")
    void leavesNothingBehind() {
        // Loops end in their own time. One of an earlier test that ended between two readings would be taken for ours.
        try {
            Await.until("the loops of earlier tests end", () -> loops().isEmpty());
        } catch (AssertionError leak) {
            throw new AssertionError("they are " + loops(), leak);
        }
        ZmqContext zmq = ZmqContext.create();
        try {
            cycle(zmq, 0);
            Set<Thread> own = loops();
            for (int i = 0; i < WARM_UP; i++) {
                cycle(zmq, i);
            }
            Await.until("the loops of closed contexts end", () -> own.containsAll(loops()));
            Usage before = Usage.now();
            report("before: " + before);
            long start = System.nanoTime();
            int cycles = 0;
            int mostFiles = 0;
            Usage now = before;
            while (cycles < 2 || System.nanoTime() - start < TIME.toNanos()) {
                mostFiles = Math.max(mostFiles, cycle(zmq, cycles++));
                Usage base = before;
                Await.until("the loops of a closed context end", () -> own.containsAll(loops()));
                awaitFiles(base.files());
                now = Usage.now();
                report("cycle " + cycles + ": " + now);
            }
            long sockets = 2L * PAIRS * cycles;
            report("%d cycles, %,d sockets, %d files at most; before: %s; after: %s"
                    .formatted(cycles, sockets, mostFiles, before, now));
            assertThat(loops()).as("loops").isEqualTo(own);
            assertThat(before.threads()).as("threads").containsAll(now.threads());
            assertThat(now.files()).as("open files").isLessThanOrEqualTo(before.files());
            assertThat(now.heap()).as("heap").isLessThan(before.heap() + HEAP_SLACK + BYTES_PER_SOCKET * sockets);
            assertThat(now.direct()).as("direct memory").isLessThan(before.direct() + DIRECT_SLACK);
        } finally {
            zmq.close().block(LIMIT);
        }
        Await.until("the last loops end", () -> loops().isEmpty());
    }

    private static void awaitFiles(int most) {
        try {
            Await.until("what was opened is closed", () -> Usage.openFiles() <= most);
        } catch (AssertionError leak) {
            throw new AssertionError(leak.getMessage() + "; open are " + targets(), leak);
        }
    }

    private static List<String> targets() {
        List<String> targets = new ArrayList<>();
        for (File file : FILE_DESCRIPTORS.toFile().listFiles()) {
            try {
                targets.add(file.getName() + " " + Files.readSymbolicLink(file.toPath()));
            } catch (IOException closedMeanwhile) {
                // The one that this list was read from.
            }
        }
        return targets;
    }

    /** Only the long run has something to tell. */
    private static void report(String line) {
        if (TIME.compareTo(REPORTED) > 0) {
            System.out.println(line);
        }
    }

    private static Set<Thread> loops() {
        Set<Thread> loops = Usage.running();
        loops.removeIf(thread -> !thread.getName().startsWith("zmq"));
        return loops;
    }

    /** The files that were open at its height. */
    private static int cycle(ZmqContext shared, int number) {
        // In turns: sockets closed one by one in a context that goes on, and a context closed with all its sockets.
        boolean own = number % 2 == 1;
        ZmqContext zmq = own ? ZmqContext.create() : shared;
        List<SocketPair> pairs = new ArrayList<>(PAIRS);
        for (int i = 0; i < PAIRS; i++) {
            pairs.add(SocketPair.open(zmq, i));
        }
        Flux.fromIterable(pairs).flatMap(SocketPair::exchange, PAIRS).blockLast(LIMIT);
        int files = Usage.openFiles();
        if (own) {
            zmq.close().block(LIMIT);
        } else {
            Flux.fromIterable(pairs).flatMap(SocketPair::close, PAIRS).blockLast(LIMIT);
        }
        return files;
    }
}
