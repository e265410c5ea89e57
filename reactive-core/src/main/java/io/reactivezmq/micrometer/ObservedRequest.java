package io.reactivezmq.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * The observation of one request. The first of reply, failure and cancellation stops it.
 *
 * @param <C> its context
 */
final class ObservedRequest<C extends Observation.Context> {

    /** The key of Micrometer's accessor, whose class needs the artifact context-propagation. */
    private static final String KEY = "micrometer.observation";

    private final C context;
    private final Observation observation;
    private final BiConsumer<C, ZmqOutcome> outcomes;
    private final AtomicBoolean ended = new AtomicBoolean();

    private ObservedRequest(C context, Observation observation, BiConsumer<C, ZmqOutcome> outcomes) {
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
            Observation observation = Observation.createNotStarted(null, convention, () -> context, registry);
            return new ObservedRequest<>(context, observation, outcomes).begin(exchange, view);
        });
    }

    private <T> Mono<T> begin(Function<C, Mono<T>> exchange, ContextView view) {
        Observation parent = view.getOrDefault(KEY, null);
        if (parent != null) {
            observation.parentObservation(parent);
        }
        observation.start();
        return Mono.defer(() -> exchange.apply(context))
                .doOnSuccess(reply -> end(ZmqOutcome.SUCCESS))
                .doOnError(this::failed)
                .doOnCancel(() -> end(ZmqOutcome.CANCELLED))
                .contextWrite(written -> written.put(KEY, observation));
    }

    private void failed(Throwable failure) {
        observation.error(failure);
        end(ZmqOutcome.of(failure));
    }

    private void end(ZmqOutcome outcome) {
        if (ended.compareAndSet(false, true)) {
            outcomes.accept(context, outcome);
            observation.stop();
        }
    }
}
