package io.reactivezmq;

import io.reactivezmq.error.RequestTimeoutException;
import io.reactivezmq.options.ServeOptions;
import java.util.function.Consumer;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers REQ or DEALER peers (RFC 28). */
public interface RepSocket extends ZmqSocket<RepSocket> {

    /**
     * {@link #serve(Function, Consumer)} with up to 256 requests in the handler at once, and no limit on their time.
     */
    default Mono<Void> serve(Function<? super ZmqMessage, ? extends Publisher<ZmqMessage>> handler) {
        return serve(handler, options -> {});
    }

    /**
     * {@link #serve(Function, Consumer)} with no limit on the time of a request.
     *
     * @param concurrency how many requests may be in the handler at once, at least one
     */
    default Mono<Void> serve(Function<? super ZmqMessage, ? extends Publisher<ZmqMessage>> handler, int concurrency) {
        ServeOptions checked = new ServeOptions().concurrency(concurrency);
        return serve(handler, options -> options.concurrency(checked.concurrency()));
    }

    /**
     * Answers each request with the first message that the handler's publisher emits, sent to the peer that asked; an
     * empty publisher answers with an empty message. The handler is called on the socket's loop with the request's
     * body, the envelope taken off, and its publisher sees the Reactor context of this subscription. While
     * {@link ServeOptions#concurrency(int)} requests are being answered, further ones wait in the pipes.
     *
     * <p>A handler that fails, with an exception or with any {@link Error}, costs only its own request: the peer gets
     * no answer, as ZeroMQ knows no error reply, and the event {@code RequestFailed} tells. So does a handler that
     * takes longer than {@link ServeOptions#timeout}, with a {@link RequestTimeoutException}. A REQ peer that gets no
     * answer does not ask again until it gives up by itself: it should have a limit of its own.
     *
     * <p>When the asking peer's connection ends, the handler's publisher is cancelled at once and its place is free;
     * the answer is counted as dropped. Requests that came over that connection and are not in the handler yet are
     * dropped and counted too, as their answers could reach no asker. A peer that only stops to wait, while its
     * connection stays, cannot be told from one that waits: that is what the limit is for.
     *
     * <p>Closing the socket, or the endpoint that a peer came by, takes no more requests and lets the handlers at work
     * finish within {@code linger}; then they are cancelled. An answer to a peer that does not read is dropped and
     * counted.
     *
     * @param options changes the defaults
     * @return runs while subscribed to, and completes when the socket is closed and no handler is at work any more;
     *     cancelling it cancels the handlers at work
     */
    Mono<Void> serve(
            Function<? super ZmqMessage, ? extends Publisher<ZmqMessage>> handler,
            Consumer<? super ServeOptions> options);

    /**
     * The requests themselves, to be answered one by one, in any order and on any thread: the explicit form. Each is
     * handed to one subscriber with demand, on the socket's loop. One that is never answered leaves its peer waiting;
     * the socket, when closed, waits for its answer within {@code linger}, unless it is {@link RepRequest#decline
     * declined}.
     */
    Flux<RepRequest> requests();
}
