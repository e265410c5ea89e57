package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.MessageReceiver;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import java.util.List;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where the application's code runs. */
interface Place extends AutoCloseable {

    /** What is received, there. */
    Flux<ZmqMessage> received(MessageReceiver socket);

    /** What is sent, made there. */
    Publisher<ZmqMessage> source(Publisher<ZmqMessage> source);

    /** Answers each request with itself, there, until the socket is closed. */
    Mono<Void> echo(RepSocket rep);

    /** Asks from there, with these sockets in turn, until all round trips are done. */
    void ask(List<ReqSocket> askers, ZmqMessage question, RoundTrips trips);

    /** Asks from there, so many questions under way at once, until the window is full. */
    void askMany(ReqSocket req, ZmqMessage question, int inFlight, Window window);

    @Override
    default void close() {}
}
