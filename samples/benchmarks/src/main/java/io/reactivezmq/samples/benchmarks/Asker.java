package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.ZmqMessage;
import java.util.List;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/**
 * Sends one request at a time, over the sockets in turn. Each answer triggers the next request, on the thread that
 * signals it, so that no chain of operators grows.
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
