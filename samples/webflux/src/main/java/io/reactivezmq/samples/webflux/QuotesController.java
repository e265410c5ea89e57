package io.reactivezmq.samples.webflux;

import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The feed as server-sent events. Messages are {@code [symbol, quote]}.
 *
 * <p>Each reader has a socket of its own, so that its pace is nobody else's. The HTTP response asks {@code receive()}
 * for as much as the browser's connection takes. A browser that does not keep up asks for less, its socket fills to the
 * high-water mark, its connection to the publisher is no longer read, and the publisher feels it: it drops for this one
 * subscriber, and counts, or with {@code BACKPRESSURE} waits for it.
 *
 * <p>So the high-water mark is small: every quote that waits here is an old one when the browser gets it. Besides it
 * there are some hundred events on their way through the response (Reactor Netty's prefetch), and the kernel's buffers,
 * which are kept small for the same reason. A page that only shows the latest price is better off with the option
 * {@code conflate}.
 */
@RestController
class QuotesController {

    private final ZmqContext zmq;
    private final ZmqProperties.Quotes properties;
    private final Sinks.Empty<Void> closing = Sinks.empty();

    QuotesController(ZmqContext zmq, ZmqProperties properties) {
        this.zmq = zmq;
        this.properties = properties.quotes();
    }

    /** Runs until the reader leaves, which cancels it and so closes the socket. */
    @GetMapping(path = "/quotes/{symbol:[A-Za-z0-9.]{1,16}}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> quotes(@PathVariable String symbol) {
        return Flux.usingWhen(Mono.fromSupplier(() -> open(symbol)), sub -> events(sub, symbol), SubSocket::close)
                .takeUntilOther(closing.asMono());
    }

    private SubSocket open(String symbol) {
        return zmq.sub(o -> o.receiveHighWaterMark(properties.highWaterMark())
                        .receiveBuffer(properties.kernelBufferBytes()))
                .connect(properties.endpoint())
                .subscribe(symbol);
    }

    /** Begins with a comment, so that the browser has its response before the first quote. */
    private static Flux<ServerSentEvent<String>> events(SubSocket sub, String symbol) {
        return sub.receive()
                // A subscription is a prefix: EUR is a subscription to EURUSD.
                .filter(message -> message.text(0).equals(symbol))
                .map(QuotesController::event)
                .startWith(ServerSentEvent.<String>builder().comment(symbol).build());
    }

    private static ServerSentEvent<String> event(ZmqMessage message) {
        return ServerSentEvent.builder(message.text()).build();
    }

    /** Comes before the web server stops, which waits for open responses; without it these would never end. */
    @EventListener(ContextClosedEvent.class)
    void endAll() {
        closing.tryEmitEmpty();
    }
}
