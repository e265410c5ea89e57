package io.reactivezmq.internal.send;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;
import reactor.core.publisher.Mono;

/** A Mono that passes each subscriber to a function that does the sending. */
public final class SendMono extends Mono<Void> implements Scannable {

    private final String name;
    private final Consumer<CoreSubscriber<? super Void>> start;

    private SendMono(String name, Consumer<CoreSubscriber<? super Void>> start) {
        this.name = name;
        this.start = start;
    }

    /**
     * Creates a Mono.
     *
     * @param name the method that returns it, for debugging
     */
    public static Mono<Void> of(String name, Consumer<CoreSubscriber<? super Void>> start) {
        return onAssembly(new SendMono(name, start));
    }

    @Override
    public void subscribe(CoreSubscriber<? super Void> actual) {
        start.accept(actual);
    }

    @Override
    public String stepName() {
        return name;
    }

    @Override
    public @Nullable Object scanUnsafe(Attr key) {
        return key == Attr.RUN_STYLE ? Attr.RunStyle.ASYNC : null;
    }
}
