package io.reactivezmq.samples.quickstart;

import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One part of the demonstration.
 *
 * @param <R> type of its result
 */
interface Scene<R extends SceneResult> {

    /** Returns the heading that describes the scene. */
    String title();

    /** Runs the scene and emits its result once its sockets are closed. */
    Mono<R> play();

    /** Emits the numbers since the last look. */
    Mono<Table> look();

    /**
     * Runs {@code main} with {@code background} beside it. The result is that of {@code main}, which then cancels the
     * background. It fails when either fails.
     */
    static <T> Mono<T> beside(Flux<?> background, Mono<T> main) {
        return Mono.firstWithSignal(main, background.then(Mono.never()));
    }

    /**
     * Subscribes to the question every 20 ms until it emits a value. Completes empty when {@code patience} has passed.
     */
    static <T> Mono<T> eventually(Mono<T> question, Duration patience) {
        return question.repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(20)))
                .timeout(patience, Mono.empty());
    }
}
