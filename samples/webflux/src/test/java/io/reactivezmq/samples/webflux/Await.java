package io.reactivezmq.samples.webflux;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Waits for conditions that nothing signals, by polling. */
final class Await {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(2);

    private Await() {}

    /** Polls on a thread that may block until the condition holds, for at most 20 s. */
    static void until(String what, BooleanSupplier condition) {
        Flux.interval(Duration.ZERO, PAUSE, Schedulers.boundedElastic())
                .filter(tick -> condition.getAsBoolean())
                .next()
                .timeout(PATIENCE, Mono.error(() -> new AssertionError("not within " + PATIENCE + ": " + what)))
                .block();
    }
}
