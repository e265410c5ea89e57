package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.SocketEvent.Disconnected;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** This library. */
final class Ours implements Library {

    private final ZmqContext zmq = ZmqContext.create();
    private final Place place;

    Ours(Place place) {
        this.place = place;
    }

    @Override
    public void receive(String bindTo, Window window, Duration more) {
        PullSocket pull = zmq.pull();
        listen(pull.bind(bindTo));
        place.received(pull).subscribe(new Counter(window));
        window.result().join();
        Mono.delay(more).block();
    }

    @Override
    public void send(String connectTo, byte[] payload, Window window, Duration more) {
        PushSocket push = zmq.push(o -> o.linger(Duration.ZERO)).connect(connectTo);
        Publisher<ZmqMessage> source = place.source(new RepeatPublisher(ZmqMessage.wrap(payload), window));
        Disposable sending = push.send(source).subscribe(sent -> {}, window::fail);
        window.result().join();
        Mono.delay(more).block();
        sending.dispose();
    }

    /** The asker leaves when it has had its answers; before that, the last one may be still on its way to it. */
    @Override
    public void serve(String bindTo, long requests) {
        RepSocket rep = zmq.rep();
        CompletableFuture<Disconnected> end =
                rep.events().ofType(Disconnected.class).next().toFuture();
        listen(rep.bind(bindTo));
        Disposable serving = rep.serve(place::answer).subscribe(served -> {}, end::completeExceptionally);
        end.join();
        serving.dispose();
    }

    @Override
    public void ask(String connectTo, byte[] payload, RoundTrips trips) {
        place.ask(zmq.req().connect(connectTo), ZmqMessage.wrap(payload), trips);
    }

    private static void listen(Mono<Endpoint> bound) {
        Library.listening(bound.blockOptional().orElseThrow().uri());
    }

    @Override
    public void close() {
        zmq.close().block();
        place.close();
    }
}
