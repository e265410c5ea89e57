package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.MessageReceiver;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import java.util.List;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs application code on the socket's event loop, so that no message changes threads. */
final class OnLoop implements Place {

    private final boolean oneByOne;

    OnLoop() {
        this(false);
    }

    /**
     * Creates the place.
     *
     * @param oneByOne whether each message is received by a {@code receiveOne} of its own
     */
    OnLoop(boolean oneByOne) {
        this.oneByOne = oneByOne;
    }

    @Override
    public Flux<ZmqMessage> received(MessageReceiver socket) {
        return oneByOne ? socket.receiveOne().repeat() : socket.receive();
    }

    @Override
    public Publisher<ZmqMessage> source(Publisher<ZmqMessage> source) {
        return source;
    }

    @Override
    public Mono<Void> echo(RepSocket rep) {
        return rep.serve(Mono::just);
    }

    @Override
    public void ask(List<ReqSocket> askers, ZmqMessage question, RoundTrips trips) {
        new Asker(askers.stream().map(req -> req.request(question)).toList(), trips).ask();
        trips.result().join();
    }

    @Override
    public void askMany(ReqSocket req, ZmqMessage question, int inFlight, Window window) {
        for (int i = 0; i < inFlight; i++) {
            new PipelinedAsker(req.request(question), window, PipelinedAsker::countAndAsk).ask();
        }
        window.result().join();
    }
}
