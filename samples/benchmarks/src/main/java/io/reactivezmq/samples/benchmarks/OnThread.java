package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.Receiving;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** On a thread of the application: every message changes threads, as with libzmq. */
final class OnThread implements Place {

    private final Scheduler app = Schedulers.newSingle("app", true);

    @Override
    public Flux<ZmqMessage> received(Receiving socket) {
        return socket.receive(app);
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

    /** The answers come to a queue, from which this thread takes them to ask again. */
    @Override
    public void askMany(ReqSocket req, ZmqMessage question, int inFlight, Window window) {
        BlockingQueue<PipelinedAsker> answered = new ArrayBlockingQueue<>(inFlight);
        for (int i = 0; i < inFlight; i++) {
            new PipelinedAsker(req.request(question), window, answered::add).ask();
        }
        while (!window.result().isDone()) {
            PipelinedAsker next = poll(answered);
            if (next != null) {
                next.countAndAsk();
            }
        }
    }

    private static @Nullable PipelinedAsker poll(BlockingQueue<PipelinedAsker> answered) {
        try {
            return answered.poll(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        app.dispose();
    }
}
