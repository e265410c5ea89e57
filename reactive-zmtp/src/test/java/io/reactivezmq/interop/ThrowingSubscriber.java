package io.reactivezmq.interop;

import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** A subscriber that throws at its first value, or without one at completion, and keeps the error that it gets. */
final class ThrowingSubscriber<T> implements CoreSubscriber<T> {

    private final ApplicationFailure failure;
    private final CompletableFuture<Throwable> error = new CompletableFuture<>();

    ThrowingSubscriber(ApplicationFailure failure) {
        this.failure = failure;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(T value) {
        if (error.isDone()) {
            return;
        }
        failure.raise();
    }

    @Override
    public void onError(Throwable cause) {
        error.complete(cause);
    }

    @Override
    public void onComplete() {
        if (failure != null) {
            failure.raise();
        }
    }

    Throwable error() {
        return FailureScene.get(error);
    }
}
