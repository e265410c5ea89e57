package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.MessageReceiver;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import java.util.List;
import java.util.Objects;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.concurrent.Queues;

/** Runs application code on an application thread, so that every message changes threads, as with libzmq. */
final class OnThread implements Place {

    private final Scheduler app = Schedulers.newSingle("app", true);

    /** Thread of the sources, so that a source does not share a thread with a receiver in the same process. */
    private final Scheduler sources = Schedulers.newSingle("source", true);

    @Override
    public Flux<ZmqMessage> received(MessageReceiver socket) {
        return socket.receive(app);
    }

    @Override
    public Publisher<ZmqMessage> source(Publisher<ZmqMessage> source) {
        return Flux.from(source).subscribeOn(sources);
    }

    @Override
    public Mono<Void> echo(RepSocket rep) {
        return rep.requests()
                .publishOn(app)
                .doOnNext(request -> request.reply(request.message()))
                .then();
    }

    @Override
    public void ask(List<ReqSocket> askers, ZmqMessage question, RoundTrips trips) {
        List<Mono<ZmqMessage>> answers =
                askers.stream().map(req -> req.request(question)).toList();
        int next = 0;
        Mono<ZmqMessage> answer;
        long askedAt;
        ZmqMessage answered;
        do {
            answer = answers.get(next);
            next = next + 1 == answers.size() ? 0 : next + 1;
            askedAt = System.nanoTime();
            answered = Objects.requireNonNull(answer.block(), "the socket was closed");
        } while (trips.answered(answered.size(0), askedAt));
    }

    /** Passes the answers in batches to the application thread, which sends the next requests. */
    @Override
    public void askMany(ReqSocket req, ZmqMessage question, int inFlight, Window window) {
        Sinks.Many<PipelinedAsker> answered = Sinks.unsafe()
                .many()
                .unicast()
                .onBackpressureBuffer(Queues.<PipelinedAsker>get(inFlight).get());
        answered.asFlux().publishOn(app, inFlight).subscribe(PipelinedAsker::countAndAsk);
        for (int i = 0; i < inFlight; i++) {
            new PipelinedAsker(req.request(question), window, answered::tryEmitNext).ask();
        }
        window.result().join();
    }

    @Override
    public void close() {
        app.dispose();
        sources.dispose();
    }
}
