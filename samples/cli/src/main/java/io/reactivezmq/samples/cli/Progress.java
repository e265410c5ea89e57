package io.reactivezmq.samples.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The number of messages in both directions, and the time of the last one. */
final class Progress {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration PERIOD = Duration.ofMillis(500);

    private final long start = System.nanoTime();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private volatile long last = start;

    void sent() {
        sent.incrementAndGet();
        last = System.nanoTime();
    }

    void received() {
        received.incrementAndGet();
        last = System.nanoTime();
    }

    /** Fails when no message has been sent or received for this long. Without a limit, it never ends. */
    Mono<Void> idle(@Nullable Duration limit) {
        if (limit == null) {
            return Mono.never();
        }
        return Mono.defer(() -> {
                    Duration left = limit.minusNanos(System.nanoTime() - last);
                    return left.isNegative() || left.isZero()
                            ? Mono.<Long>error(new TimeoutException("no message for " + limit.toMillis() + " ms"))
                            : Mono.delay(left);
                })
                .repeat()
                .then();
    }

    /** Writes the counts on this thread, in one line that is replaced every half second. Never ends. */
    Mono<Void> shown(PrintStream terminal, Scheduler thread) {
        return Flux.interval(FIRST, PERIOD, thread)
                .onBackpressureDrop()
                .doOnNext(tick -> terminal.printf(
                        "\r%,d sent, %,d received, %.0f s ",
                        sent.get(), received.get(), (System.nanoTime() - start) / 1e9))
                .doFinally(end -> terminal.print("\r\033[K"))
                .then();
    }
}
