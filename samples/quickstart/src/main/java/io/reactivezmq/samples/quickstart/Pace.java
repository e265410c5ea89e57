package io.reactivezmq.samples.quickstart;

import java.time.Duration;
import java.util.Collections;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Flux;

/** Consumers as slow as they want to be. */
final class Pace {

    private static final int TICKS_PER_SECOND = 100;
    private static final int PREFETCH = 16;

    private Pace() {}

    /**
     * Takes at most this many elements a second and asks for no more, as something would that writes them to a busy
     * database.
     */
    static <T> UnaryOperator<Flux<T>> perSecond(int elements) {
        Flux<Boolean> permits = Flux.interval(Duration.ofSeconds(1).dividedBy(TICKS_PER_SECOND))
                .onBackpressureDrop()
                .concatMapIterable(tick -> Collections.nCopies(elements / TICKS_PER_SECOND, true), 1);
        return source -> source.zipWith(permits, PREFETCH, (element, permit) -> element);
    }
}
