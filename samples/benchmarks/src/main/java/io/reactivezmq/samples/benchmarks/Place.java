package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.MessageReceiver;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqMessage;
import java.util.List;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Chooses the thread that application code runs on: the event loop or an application thread. */
interface Place extends AutoCloseable {

    /** Returns the messages that the socket receives, emitted on that thread. */
    Flux<ZmqMessage> received(MessageReceiver socket);

    /** Returns the messages to send, generated on that thread. */
    Publisher<ZmqMessage> source(Publisher<ZmqMessage> source);

    /** Answers each request with its own content, on that thread, until the socket is closed. */
    Mono<Void> echo(RepSocket rep);

    /** Sends requests from that thread, over the sockets in turn, until all round trips are done. */
    void ask(List<ReqSocket> askers, ZmqMessage question, RoundTrips trips);

    /** Keeps {@code inFlight} requests in flight, sent from that thread, until the window is full. */
    void askMany(ReqSocket req, ZmqMessage question, int inFlight, Window window);

    @Override
    default void close() {}
}
