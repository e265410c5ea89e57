package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.PullSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** On the socket's event loop: no message changes threads. */
final class OnLoop implements Place {

    @Override
    public Flux<ZmqMessage> received(PullSocket pull) {
        return pull.receive();
    }

    @Override
    public Publisher<ZmqMessage> source(Publisher<ZmqMessage> source) {
        return source;
    }

    @Override
    public Publisher<ZmqMessage> answer(ZmqMessage request) {
        return Mono.just(request);
    }

    @Override
    public void ask(ReqSocket req, ZmqMessage question, RoundTrips trips) {
        new Asker(req.request(question), trips).ask();
        trips.result().join();
    }
}
