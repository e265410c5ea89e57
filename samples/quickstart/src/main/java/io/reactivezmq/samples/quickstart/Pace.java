package io.reactivezmq.samples.quickstart;

import java.time.Duration;
import java.util.Collections;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Flux;

/** Limits the rate of consumers. */
final class Pace {

    private static final int TICKS_PER_SECOND = 100;
    private static final int PREFETCH = 16;

    private Pace() {}

    /**
     * Returns an operator that takes at most this many elements per second and back-pressures its source, as a consumer
     * that writes to a busy database does. It prefetches 16 elements.
     */
    static <T> UnaryOperator<Flux<T>> perSecond(int elements) {
        Flux<Boolean> permits = Flux.interval(Duration.ofSeconds(1).dividedBy(TICKS_PER_SECOND))
                .onBackpressureDrop()
                .concatMapIterable(tick -> Collections.nCopies(elements / TICKS_PER_SECOND, true), 1);
        return source -> source.zipWith(permits, PREFETCH, (element, permit) -> element);
    }
}
