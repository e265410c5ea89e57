package io.reactivezmq.samples.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Counts messages in both directions. Ends a command in which nothing moves, and shows a line while one takes long. */
final class Progress {

    private static final Duration PERIOD = Duration.ofMillis(500);

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();

    void sent() {
        sent.incrementAndGet();
    }

    void received() {
        received.incrementAndGet();
    }

    private long total() {
        return sent.get() + received.get();
    }

    /** Fails when no message was counted for this long. Never ends without a limit. */
    Mono<Void> idle(@Nullable Duration limit) {
        if (limit == null) {
            return Mono.never();
        }
        return Mono.defer(() -> {
                    long before = total();
                    return Mono.delay(limit)
                            .flatMap(tick -> total() == before
                                    ? Mono.<Boolean>error(
                                            new TimeoutException("no message for " + limit.toMillis() + " ms"))
                                    : Mono.empty());
                })
                .repeat()
                .then();
    }

    /** Shows the counts every half second, in one line that is replaced. Never ends. */
    Mono<Void> shown(PrintStream terminal) {
        long start = System.nanoTime();
        return Flux.interval(PERIOD.multipliedBy(2), PERIOD)
                .onBackpressureDrop()
                .doOnNext(tick -> terminal.printf(
                        "\r%,d sent, %,d received, %.0f s ",
                        sent.get(), received.get(), (System.nanoTime() - start) / 1e9))
                .doFinally(end -> terminal.print("\r\033[K"))
                .then();
    }
}
