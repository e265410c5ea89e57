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

    private GuardedMono(Mono<? extends T> source) {
        this.source = source;
    }

    /** Wraps a Mono for the application to subscribe to. */
    public static <T> Mono<T> of(Mono<? extends T> source) {
        return onAssembly(new GuardedMono<>(source));
    }

    /** Wraps a Mono that application code returns; calls that code at each subscription. */
    public static <T> Mono<T> calling(Supplier<? extends Mono<T>> source) {
        return new GuardedMono<>(new Mono<T>() {
            @Override
            public void subscribe(CoreSubscriber<? super T> actual) {
                Objects.requireNonNull(source.get(), "null instead of a Mono").subscribe(actual);
            }
        });
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        GuardedSubscriber.subscribe(source, actual);
    }

    @Override
    public @Nullable Object scanUnsafe(Attr key) {
        if (key == Attr.PARENT) {
            return source;
        }
        return key == Attr.RUN_STYLE ? Attr.RunStyle.SYNC : null;
    }
}
