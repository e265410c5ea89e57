package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.ZmqMessage;
import java.util.function.Consumer;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/**
 * Sends one of many requests in flight at once. It passes itself to a consumer after each answer, so that the consumer
 * can send the next request.
 */
final class PipelinedAsker implements CoreSubscriber<ZmqMessage> {

    private final Mono<ZmqMessage> answer;
    private final Window window;
    private final Consumer<PipelinedAsker> answered;
    private int size;

    PipelinedAsker(Mono<ZmqMessage> answer, Window window, Consumer<PipelinedAsker> answered) {
        this.answer = answer;
        this.window = window;
        this.answered = answered;
    }

    void ask() {
        answer.subscribe(this);
    }

    /** Counts the answer and sends the next request. One thread does this for all requests. */
    void countAndAsk() {
        window.message(size);
        ask();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ZmqMessage message) {
        size = message.size(0);
    }

    @Override
    public void onError(Throwable cause) {
        window.fail(cause);
    }

    @Override
    public void onComplete() {
        answered.accept(this);
    }
}
