package io.reactivezmq.internal.signal;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Operators;

/**
 * Calls application code that is a subscriber, or a publisher's subscription. Nothing that it throws leaves these
 * methods, not even an {@link Error}: a loop serves many sockets and peers that have nothing to do with it.
 *
 * <p>A subscriber that throws is canceled and gets its own failure as {@code onError}. A failure that can no longer be
 * signaled goes to Reactor's {@code onErrorDropped} hook. A failure that is fatal for the JVM goes there in any case.
 */
public final class Signals {

    /** Stands in for the subscriber of failures that have none: they are reported and go nowhere else. */
    public static final CoreSubscriber<Object> NO_SUBSCRIBER = new CoreSubscriber<>() {
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

    /** Signals a value. Returns false if the subscriber threw; it was then canceled and signaled the failure. */
    public static <T> boolean next(CoreSubscriber<? super T> actual, T value, Subscription subscription) {
        try {
            actual.onNext(value);
            return true;
        } catch (Throwable failure) {
            cancel(subscription, actual);
            thrown(actual, failure);
            return false;
        }
    }

    public static void complete(CoreSubscriber<?> actual) {
        try {
            actual.onComplete();
        } catch (Throwable failure) {
            dropped(actual, failure);
        }
    }

    public static void error(CoreSubscriber<?> actual, Throwable cause) {
        try {
            actual.onError(cause);
        } catch (Throwable failure) {
            dropped(actual, failure);
        }
    }

    /** Signals what application code threw, and also reports it if it is fatal. */
    public static void thrown(CoreSubscriber<?> actual, Throwable failure) {
        error(actual, failure);
        reportFatal(actual, failure);
    }

    /** Reports what application code threw if it is fatal. Any other failure is up to the caller. */
    public static void reportFatal(CoreSubscriber<?> actual, Throwable failure) {
        if (Exceptions.isJvmFatal(failure)) {
            dropped(actual, failure);
        }
    }

    /** Cancels the subscription to a publisher of the application. */
    public static void cancel(@Nullable Subscription upstream, CoreSubscriber<?> actual) {
        if (upstream != null) {
            try {
                upstream.cancel();
            } catch (Throwable failure) {
                dropped(actual, failure);
            }
        }
    }

    /** Gives a value that is not delivered to the subscriber's discard hook. */
    public static void discard(CoreSubscriber<?> actual, Object value) {
        try {
            Operators.onDiscard(value, actual.currentContext());
        } catch (Throwable failure) {
            // The context is application code.
            dropped(actual, failure);
        }
    }

    /** Reports a failure that no signal can carry. */
    public static void dropped(CoreSubscriber<?> actual, Throwable failure) {
        try {
            Operators.onErrorDropped(failure, actual.currentContext());
        } catch (Throwable bubbled) {
            // The hook is application code as well, and there is no subscriber behind it.
        }
    }

    public static IllegalArgumentException badRequest(long messages) {
        return new IllegalArgumentException("Rule 3.9: a request must be for at least one, not " + messages);
    }
}
