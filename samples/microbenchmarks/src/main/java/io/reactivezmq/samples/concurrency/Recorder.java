package io.reactivezmq.samples.concurrency;

import io.reactivezmq.ZmqMessage;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** Writes down what it gets, and asks for what it is told to. */
final class Recorder extends BaseSubscriber<ZmqMessage> {

    private final long first;
    private final StringBuilder received = new StringBuilder();

    /** Asks for so many at first. */
    Recorder(long first) {
        this.first = first;
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        if (first > 0) {
            subscription.request(first);
        }
    }

    @Override
    protected void hookOnNext(ZmqMessage message) {
        received.append(message.text());
    }

    @Override
    public String toString() {
        return received.toString();
    }
}
