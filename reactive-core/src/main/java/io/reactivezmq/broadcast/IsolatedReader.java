package io.reactivezmq.broadcast;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** One reader of a broadcast. What it throws, an {@link Error} too, ends it and does not reach the other readers. */
final class IsolatedReader<T> extends FluxOperator<T, T> {

    private IsolatedReader(Flux<T> source) {
        super(source);
    }

    static <T> Flux<T> of(Flux<T> source) {
        return onAssembly(new IsolatedReader<>(source));
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        source.subscribe(new Inner<>(actual));
    }

    private static final class Inner<T> implements CoreSubscriber<T>, Subscription {

        private final CoreSubscriber<? super T> actual;
        private @Nullable Subscription upstream;
        private boolean done;

        Inner(CoreSubscriber<? super T> actual) {
            this.actual = actual;
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            upstream = subscription;
            try {
                actual.onSubscribe(this);
            } catch (Throwable failure) {
                cancel();
                onError(failure);
            }
        }

        @Override
        public void onNext(T value) {
            if (done) {
                return;
            }
            try {
                actual.onNext(value);
            } catch (Throwable failure) {
                cancel();
                onError(failure);
            }
        }

        @Override
        public void onError(Throwable cause) {
            if (done) {
                dropped(cause);
                return;
            }
            done = true;
            try {
                actual.onError(cause);
            } catch (Throwable failure) {
                dropped(failure);
            }
        }

        @Override
        public void onComplete() {
            if (done) {
                return;
            }
            done = true;
            try {
                actual.onComplete();
            } catch (Throwable failure) {
                dropped(failure);
            }
        }

        private void dropped(Throwable failure) {
            try {
                Operators.onErrorDropped(failure, currentContext());
            } catch (Throwable bubbled) {
                // The hook is application code as well, and there is no subscriber behind it.
            }
        }

        @Override
        public void request(long count) {
            Subscription subscription = upstream;
            if (subscription != null) {
                subscription.request(count);
            }
        }

        @Override
        public void cancel() {
            Subscription subscription = upstream;
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }
}
