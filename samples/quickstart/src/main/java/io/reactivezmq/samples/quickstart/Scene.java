package io.reactivezmq.samples.quickstart;

import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A piece of the show.
 *
 * @param <R> what comes out of it
 */
interface Scene<R extends SceneResult> {

    /** What it shows. */
    String title();

    /** Runs it, from the first socket to the last. */
    Mono<R> play();

    /** The numbers since the last look. */
    Mono<Table> look();

    /** Runs this while that goes on beside it; ends with it, and fails with either. */
    static <T> Mono<T> beside(Flux<?> background, Mono<T> main) {
        return Mono.firstWithSignal(main, background.then(Mono.never()));
    }

    /** Asks again and again, until an answer comes or patience ends. */
    static <T> Mono<T> eventually(Mono<T> question, Duration patience) {
        return question.repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(20)))
                .timeout(patience, Mono.empty());
    }
}
