package io.reactivezmq.samples.webflux;

import io.reactivezmq.SubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Streams the feed as server-sent events. Messages are {@code [symbol, quote]}.
 *
 * <p>Each HTTP reader has a SUB socket of its own, so that its pace does not affect other readers. The HTTP response
 * requests from {@code receive()} as many messages as the browser's connection takes. When a browser does not keep up,
 * its demand ends, its socket fills to the high-water mark, and the connection to the publisher is no longer read. The
 * publisher then drops messages for this subscriber only and counts them, or waits for it with {@code BACKPRESSURE}.
 *
 * <p>The high-water mark is small, because a quote that has waited is old when the browser gets it. In addition, some
 * hundred events are in the response (Reactor Netty's prefetch), and others are in the kernel's buffers, which are
 * small for the same reason. For a page that only shows the latest price, the option {@code conflate} is better.
 */
@RestController
class QuotesController {

    private final ZmqContext zmq;
    private final SampleProperties.Quotes properties;

    QuotesController(ZmqContext zmq, SampleProperties properties) {
        this.zmq = zmq;
        this.properties = properties.quotes();
    }

    /**
     * Streams the quotes of a symbol until the reader disconnects, which cancels the stream and so closes its socket.
     * When the application stops, the starter closes all SUB sockets first, which ends all streams.
     */
    @GetMapping(path = "/quotes/{symbol:[A-Za-z0-9.]{1,16}}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> quotes(@PathVariable String symbol) {
        return Flux.usingWhen(Mono.fromSupplier(() -> open(symbol)), sub -> events(sub, symbol), SubSocket::close);
    }

    private SubSocket open(String symbol) {
        return zmq.sub(o -> o.receiveHighWaterMark(properties.highWaterMark())
                        .receiveBuffer(properties.kernelBufferBytes()))
                .connect(properties.endpoint())
                .subscribe(symbol);
    }

    /** Emits a comment first, so that the browser gets its response before the first quote. */
    private static Flux<ServerSentEvent<String>> events(SubSocket sub, String symbol) {
        return sub.receive()
                // A subscription is a prefix, so EUR matches EURUSD as well.
                .filter(message -> message.text(0).equals(symbol))
                .map(QuotesController::event)
                .startWith(ServerSentEvent.<String>builder().comment(symbol).build());
    }

    private static ServerSentEvent<String> event(ZmqMessage message) {
        return ServerSentEvent.builder(message.text()).build();
    }
}
