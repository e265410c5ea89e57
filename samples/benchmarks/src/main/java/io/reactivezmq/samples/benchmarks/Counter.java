package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.ZmqMessage;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** Receives with unbounded demand and counts each message in a window. */
final class Counter implements CoreSubscriber<ZmqMessage> {

    private final Window window;

    Counter(Window window) {
        this.window = window;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ZmqMessage message) {
        window.message(message.size(0));
    }

    @Override
    public void onError(Throwable cause) {
        window.fail(cause);
    }

    @Override
    public void onComplete() {
        window.fail(new IllegalStateException("the socket was closed"));
    }
}
