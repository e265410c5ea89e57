package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.PullSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import java.util.Objects;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** On a thread of the application: every message changes threads, as with libzmq. */
final class OnThread implements Place {

    private final Scheduler app = Schedulers.newSingle("app", true);

    @Override
    public Flux<ZmqMessage> received(PullSocket pull) {
        return pull.receive(app);
    }

    @Override
    public Publisher<ZmqMessage> source(Publisher<ZmqMessage> source) {
        return Flux.from(source).subscribeOn(app);
    }

    @Override
    public Publisher<ZmqMessage> answer(ZmqMessage request) {
        return Mono.just(request).subscribeOn(app);
    }

    @Override
    public void ask(ReqSocket req, ZmqMessage question, RoundTrips trips) {
        Mono<ZmqMessage> answer = req.request(question);
        long askedAt;
        ZmqMessage answered;
        do {
            askedAt = System.nanoTime();
            answered = Objects.requireNonNull(answer.block(), "the socket was closed");
        } while (trips.answered(answered.size(0), askedAt));
    }

    @Override
    public void close() {
        app.dispose();
    }
}
