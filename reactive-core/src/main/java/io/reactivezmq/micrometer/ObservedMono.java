package io.reactivezmq.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * The observation of one subscription to a Mono: of a request, or of the sending of or the work on a message. The first
 * of its value, completion, failure and cancellation stops it. What a convention or a handler of the registry throws is
 * dropped, so that it does not affect the Mono.
 *
 * @param <C> its context
 */
final class ObservedMono<C extends Observation.Context> {

    /** The key of Micrometer's accessor, whose class needs the artifact context-propagation. */
    private static final String KEY = "micrometer.observation";

    private final C context;
    private final Observation observation;
    private final BiConsumer<C, ZmqOutcome> outcomes;
    private final AtomicBoolean ended = new AtomicBoolean();

    private ObservedMono(C context, Observation observation, BiConsumer<C, ZmqOutcome> outcomes) {
        this.context = context;
        this.observation = observation;
        this.outcomes = outcomes;
    }

    /**
     * Observes a Mono, anew for each subscription.
     *
     * @param contexts creates the context of an observation
     * @param outcomes keeps an outcome in the context
     * @param exchange creates the Mono
     */
    static <C extends Observation.Context, T> Mono<T> observe(
            ObservationRegistry registry,
            ObservationConvention<C> convention,
            Supplier<C> contexts,
            BiConsumer<C, ZmqOutcome> outcomes,
            Function<C, Mono<T>> exchange) {
        return Mono.deferContextual(view -> {
            C context = contexts.get();
            Observation observation;
            try {
                observation = Observation.createNotStarted(null, convention, () -> context, registry);
                Observation parent = view.getOrDefault(KEY, null);
                if (parent != null) {
                    observation.parentObservation(parent);
                }
                observation.start();
            } catch (Throwable failure) {
                // What has not started is not stopped either: the request is not observed.
                dropped(failure);
                return exchange.apply(context);
            }
            return new ObservedMono<>(context, observation, outcomes).during(exchange);
        });
    }

    private <T> Mono<T> during(Function<C, Mono<T>> exchange) {
        return Mono.defer(() -> call(exchange))
                .doOnSuccess(reply -> end(ZmqOutcome.SUCCESS, null))
                .doOnError(failure -> end(ZmqOutcome.of(failure), failure))
                .doOnCancel(() -> end(ZmqOutcome.CANCELLED, null))
                .contextWrite(written -> written.put(KEY, observation));
    }

    private <T> Mono<T> call(Function<C, Mono<T>> exchange) {
        try {
            return exchange.apply(context);
        } catch (Throwable failure) {
            // Operators do not signal what is fatal for the JVM.
            end(ZmqOutcome.of(failure), failure);
            throw failure;
        }
    }

    private void end(ZmqOutcome outcome, @Nullable Throwable cause) {
        if (ended.compareAndSet(false, true)) {
            outcomes.accept(context, outcome);
            if (cause != null) {
                guarded(() -> observation.error(cause));
            }
            guarded(observation::stop);
        }
    }

    private static void guarded(Runnable call) {
        try {
            call.run();
        } catch (Throwable failure) {
            dropped(failure);
        }
    }

    private static void dropped(Throwable failure) {
        try {
            Operators.onErrorDropped(failure, Context.empty());
        } catch (Throwable bubbled) {
            // The hook is application code as well, and there is no other place to report it.
        }
    }
}
