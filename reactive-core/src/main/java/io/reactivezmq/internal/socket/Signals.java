package io.reactivezmq.internal.socket;

import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Operators;

/** Calls into subscribers, none of which may throw into a loop. One that does is cancelled, the failure is reported. */
final class Signals {

    /** For failures that no subscriber is left for: they are reported and go nowhere else. */
    static final CoreSubscriber<Object> NOBODY = new CoreSubscriber<>() {
        @Override
        public void onSubscribe(Subscription subscription) {}

        @Override
        public void onNext(Object value) {}

        @Override
        public void onError(Throwable cause) {}

        @Override
        public void onComplete() {}
    };

    private Signals() {}

    static <T> void next(CoreSubscriber<? super T> actual, T value, Subscription subscription) {
        try {
            actual.onNext(value);
        } catch (Throwable failure) {
            Exceptions.throwIfJvmFatal(failure);
            subscription.cancel();
            error(actual, failure);
        }
    }

    static void complete(CoreSubscriber<?> actual) {
        try {
            actual.onComplete();
        } catch (Throwable failure) {
            dropped(actual, failure);
        }
    }

    static void error(CoreSubscriber<?> actual, Throwable cause) {
        try {
            actual.onError(cause);
        } catch (Throwable failure) {
            dropped(actual, failure);
        }
    }

    static void dropped(CoreSubscriber<?> actual, Throwable failure) {
        Exceptions.throwIfJvmFatal(failure);
        try {
            Operators.onErrorDropped(failure, actual.currentContext());
        } catch (Throwable bubbled) {
            // The default hook rethrows once it has logged.
            Exceptions.throwIfJvmFatal(bubbled);
        }
    }

    static IllegalArgumentException badRequest(long messages) {
        return new IllegalArgumentException("Rule 3.9: a request must be for at least one, not " + messages);
    }
}
