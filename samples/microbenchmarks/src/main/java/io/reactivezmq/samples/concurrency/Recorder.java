package io.reactivezmq.samples.concurrency;

import io.reactivezmq.ZmqMessage;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** A subscriber that records its messages. Beyond the initial demand, it requests what the test requests. */
final class Recorder extends BaseSubscriber<ZmqMessage> {

    private final long first;
    private final StringBuilder received = new StringBuilder();

    /** Creates a subscriber with the given initial demand. */
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
