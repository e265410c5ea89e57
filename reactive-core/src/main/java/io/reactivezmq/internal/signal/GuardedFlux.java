package io.reactivezmq.internal.signal;

import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;

/** A Flux through which no exception is thrown; see {@link GuardedSubscriber}. */
public final class GuardedFlux<T> extends Flux<T> implements Scannable {

    private final Flux<? extends T> source;
    private final String name;

    private GuardedFlux(Flux<? extends T> source, String name) {
        this.source = source;
        this.name = name;
    }

    /**
     * Wraps a Flux for the application to subscribe to.
     *
     * @param name the method that returns it, for debugging
     */
    public static <T> Flux<T> of(Flux<? extends T> source, String name) {
        return onAssembly(new GuardedFlux<>(source, name));
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        GuardedSubscriber.subscribe(source, actual);
    }

    @Override
    public String stepName() {
        return name;
    }

    @Override
    public @Nullable Object scanUnsafe(Attr key) {
        if (key == Attr.PARENT) {
            return source;
        }
        return key == Attr.RUN_STYLE ? Attr.RunStyle.SYNC : null;
    }
}
