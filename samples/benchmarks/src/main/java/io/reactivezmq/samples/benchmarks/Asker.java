package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.ZmqMessage;
import java.util.List;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/**
 * Asks again with each answer, one socket after the other, on the thread that brings it, without a chain of operators
 * that grows.
 */
final class Asker implements CoreSubscriber<ZmqMessage> {

    private final List<Mono<ZmqMessage>> answers;
    private final RoundTrips trips;
    private int next;
    private long askedAt;
    private boolean more;

    Asker(List<Mono<ZmqMessage>> answers, RoundTrips trips) {
        this.answers = answers;
        this.trips = trips;
    }

    void ask() {
        more = false;
        Mono<ZmqMessage> answer = answers.get(next);
        next = next + 1 == answers.size() ? 0 : next + 1;
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
