package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.ZmqMessage;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** Asks again with each answer, on the thread that brings it, without a chain of operators that grows. */
final class Asker implements CoreSubscriber<ZmqMessage> {

    private final Mono<ZmqMessage> answer;
    private final RoundTrips trips;
    private long askedAt;
    private boolean more;

    Asker(Mono<ZmqMessage> answer, RoundTrips trips) {
        this.answer = answer;
        this.trips = trips;
    }

    void ask() {
        more = false;
        askedAt = System.nanoTime();
        answer.subscribe(this);
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ZmqMessage message) {
        more = trips.answered(message.size(0), askedAt);
    }

    @Override
    public void onError(Throwable cause) {
        trips.fail(cause);
    }

    @Override
    public void onComplete() {
        if (more) {
            ask();
        }
    }
}
