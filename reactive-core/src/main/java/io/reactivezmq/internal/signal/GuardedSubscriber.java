package io.reactivezmq.internal.signal;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Separates application code and a loop, whichever of the two is the publisher. An exception that either side throws
 * becomes an {@code onError} downstream and a cancellation upstream, and never reaches the caller.
 */
public final class GuardedSubscriber<T> implements CoreSubscriber<T>, Subscription, Scannable {

    @SuppressWarnings("rawtypes")
    private static final AtomicIntegerFieldUpdater<GuardedSubscriber> ENDED =
            AtomicIntegerFieldUpdater.newUpdater(GuardedSubscriber.class, "ended");

    private final CoreSubscriber<? super T> actual;
    private volatile @Nullable Subscription upstream;

    @SuppressWarnings("unused")
    private volatile int ended;

    private GuardedSubscriber(CoreSubscriber<? super T> actual) {
        this.actual = actual;
    }

    static <T> void subscribe(Publisher<? extends T> source, CoreSubscriber<? super T> actual) {
        GuardedSubscriber<T> guard = new GuardedSubscriber<>(actual);
        try {
            source.subscribe(guard);
        } catch (Throwable failure) {
            guard.thrown(failure);
        }
    }

    @Override
    public Context currentContext() {
        return actual.currentContext();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (Operators.validate(upstream, subscription)) {
            upstream = subscription;
            actual.onSubscribe(this);
        }
    }

    @Override
    public void onNext(T value) {
        if (ended == 0) {
            Signals.next(actual, value, this);
        } else {
            Operators.onNextDropped(value, currentContext());
        }
    }

    @Override
    public void onError(Throwable cause) {
        if (end()) {
            Signals.error(actual, cause);
        } else {
            Signals.dropped(actual, cause);
        }
    }

    @Override
    public void onComplete() {
        if (end()) {
            Signals.complete(actual);
        }
    }

    @Override
    public void request(long count) {
        try {
            Subscription subscription = upstream;
            if (subscription != null) {
                subscription.request(count);
            }
        } catch (Throwable failure) {
            thrown(failure);
        }
    }

    @Override
    public void cancel() {
        end();
        Signals.cancel(upstream, actual);
    }

    private void thrown(Throwable failure) {
        if (!end()) {
            Signals.dropped(actual, failure);
        } else if (upstream != null) {
            Signals.cancel(upstream, actual);
            Signals.thrown(actual, failure);
        } else {
            refuse(failure);
        }
    }

    /**
     * Signals the failure of a source that threw before {@code onSubscribe}, which has to come before any other signal.
     */
    private void refuse(Throwable failure) {
        try {
            Operators.error(actual, failure);
        } catch (Throwable another) {
            Signals.dropped(actual, another);
        }
        Signals.reportFatal(actual, failure);
    }

    private boolean end() {
        return ENDED.compareAndSet(this, 0, 1);
    }

    @Override
    public @Nullable Object scanUnsafe(Attr key) {
        if (key == Attr.PARENT) {
            return upstream;
        }
        if (key == Attr.ACTUAL) {
            return actual;
        }
        if (key == Attr.TERMINATED) {
            return ended != 0;
        }
        return key == Attr.RUN_STYLE ? Attr.RunStyle.SYNC : null;
    }
}
