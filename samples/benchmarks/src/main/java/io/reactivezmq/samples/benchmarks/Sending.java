package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.MessageSender;
import io.reactivezmq.ZmqMessage;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Sends a stream until the window is full, and then for the time {@code more}. */
@FunctionalInterface
interface Sending {

    void run(MessageSender socket, Window window, Duration more, ZmqMessage... messages);

    /** Sends a publisher, whose messages are generated at the place. */
    static Sending publisher(Place place) {
        return (socket, window, more, messages) -> {
            Publisher<ZmqMessage> source = place.source(new RepeatPublisher(window, messages));
            Disposable sending = socket.send(source).subscribe(sent -> {}, window::fail);
            window.result().join();
            Mono.delay(more).block();
            sending.dispose();
        };
    }

    /** Calls {@code trySend} in a loop. */
    static Sending trying() {
        return (socket, window, more, messages) -> new TryingSender(socket, messages).run(window, more);
    }

    /** Calls {@code send(message)} for each message, on this number of threads. */
    static Sending calling(int threads) {
        return (socket, window, more, messages) -> new CallingSender(socket, threads, messages).run(window, more);
    }
}
