package io.reactivezmq.internal.signal;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;
import reactor.core.publisher.Mono;

/** A Mono through which no exception is thrown; see {@link GuardedSubscriber}. */
public final class GuardedMono<T> extends Mono<T> implements Scannable {

    private final Mono<? extends T> source;
    private final String name;

    private GuardedMono(Mono<? extends T> source, String name) {
        this.source = source;
        this.name = name;
    }

    /**
     * Wraps a Mono for the application to subscribe to.
     *
     * @param name the method that returns it, for debugging
     */
    public static <T> Mono<T> of(Mono<? extends T> source, String name) {
        return onAssembly(new GuardedMono<>(source, name));
    }

    /** Wraps a Mono that application code returns; calls that code at each subscription. */
    public static <T> Mono<T> calling(Supplier<? extends Mono<T>> source) {
        return new GuardedMono<>(
                new Mono<T>() {
                    @Override
                    public void subscribe(CoreSubscriber<? super T> actual) {
                        Objects.requireNonNull(source.get(), "null instead of a Mono")
                                .subscribe(actual);
                    }
                },
                "application");
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
