package io.reactivezmq;

import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers REQ or DEALER peers (RFC 28). */
public interface RepSocket extends ZmqSocket<RepSocket> {

    /** {@link #serve(Function, int)} with up to 256 requests in the handler at once. */
    default Mono<Void> serve(Function<? super ZmqMessage, ? extends Publisher<ZmqMessage>> handler) {
        return serve(handler, 256);
    }

    /**
     * Answers each request with the first message that the handler's publisher emits, sent to whoever asked; an empty
     * publisher answers with an empty message. The handler is called on the socket's loop with the request's body, the
     * envelope taken off. While {@code concurrency} requests are being answered, further ones wait in the pipes.
     *
     * <p>A handler that fails costs only its own request: the asker gets no answer, and the event {@code RequestFailed}
     * tells. An answer to a peer that has gone is dropped and counted.
     *
     * @param concurrency how many requests may be in the handler at once, at least one
     * @return runs while subscribed to, completes when the socket is closed
     */
    Mono<Void> serve(Function<? super ZmqMessage, ? extends Publisher<ZmqMessage>> handler, int concurrency);

    /**
     * The requests themselves, to be answered one by one, in any order and on any thread: the explicit form. Each is
     * handed to one subscriber with demand, on the socket's loop. One that is never answered leaves its asker waiting.
     */
    Flux<RepRequest> requests();
}
