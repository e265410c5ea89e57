package io.reactivezmq;

import io.reactivezmq.error.RequestTimeoutException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.options.ServeOptions;
import java.util.function.Consumer;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers the requests of REQ or DEALER peers (RFC 28). Each answer goes to the peer that sent the request. */
public interface RepSocket extends ZmqSocket<RepSocket> {

    /**
     * Answers requests with the handler, with at most 256 requests in the handler at once and no time limit. See
     * {@link #serve(Function, Consumer)}.
     */
    default Mono<Void> serve(Function<? super ZmqMessage, ? extends Publisher<ZmqMessage>> handler) {
        return serve(handler, options -> {});
    }

    /**
     * Answers requests with the handler, without a time limit. See {@link #serve(Function, Consumer)}.
     *
     * @param concurrency how many requests may be in the handler at once, at least 1
     * @throws io.reactivezmq.error.InvalidOptionException when the concurrency is less than 1
     */
    default Mono<Void> serve(Function<? super ZmqMessage, ? extends Publisher<ZmqMessage>> handler, int concurrency) {
        ServeOptions checked = new ServeOptions().concurrency(concurrency);
        return serve(handler, options -> options.concurrency(checked.concurrency()));
    }

    /**
     * Answers each request with the first message that the handler's publisher emits. An empty publisher answers with
     * an empty message. The handler is called on the socket's loop with the body of the request, without the envelope.
     * Its publisher sees the Reactor context of this subscription. While {@link ServeOptions#concurrency(int)} requests
     * are being answered, further requests wait in the pipes.
     *
     * <p>A handler that fails, with an exception or any {@link Error}, affects only its own request. The peer gets no
     * answer, as ZeroMQ has no error reply, and the event {@code RequestFailed} reports the failure. A handler that
     * exceeds {@link ServeOptions#timeout} fails its request with a {@link RequestTimeoutException}. A REQ peer without
     * an answer sends no further request until it gives up by itself, so it should have a time limit of its own.
     *
     * <p>When the requesting peer's connection ends, the handler's publisher is canceled at once, its place becomes
     * free, and the answer is counted as dropped. Requests from that connection that are not in the handler yet are
     * dropped and counted, as their answers could reach no peer. A peer that has stopped waiting without closing its
     * connection cannot be detected; the time limit covers it.
     *
     * <p>When the socket, or the endpoint of a peer, is closed, no more requests are taken. Running handlers may finish
     * within {@code linger}; then they are canceled. An answer to a peer at its high-water mark is dropped and counted.
     *
     * @param options changes the defaults
     * @return a Mono that serves while subscribed to. It completes when the socket is closed and no handler is running.
     *     Canceling it cancels the running handlers. When it is subscribed to after the close, it fails with a
     *     {@link io.reactivezmq.error.SocketClosedException}
     */
    Mono<Void> serve(
            Function<? super ZmqMessage, ? extends Publisher<ZmqMessage>> handler,
            Consumer<? super ServeOptions> options);

    /**
     * Answers requests with a handler of values, with at most 256 requests in the handler at once and no time limit.
     * See {@link #serve(MessageCodec, MessageCodec, Function, Consumer)}.
     */
    default <Q, A> Mono<Void> serve(
            MessageCodec<Q> requests,
            MessageCodec<? super A> answers,
            Function<? super Q, ? extends Publisher<A>> handler) {
        return serve(requests, answers, handler, options -> {});
    }

    /**
     * Answers each request with the first value that the handler's publisher emits, as {@link #serve(Function,
     * Consumer)} does for messages. Requests are decoded on the socket's loop, and answers encoded on the thread that
     * emits them. An empty publisher answers with an empty message.
     *
     * <p>A request that cannot be decoded does not reach the handler and gets no answer. The event
     * {@code RequestFailed} reports it with an {@link io.reactivezmq.error.UndecodableMessageException}. So does an
     * answer that cannot be encoded, with what the codec threw.
     *
     * @param requests decodes each request; must not block
     * @param answers encodes each answer; must not block
     * @param options changes the defaults
     */
    <Q, A> Mono<Void> serve(
            MessageCodec<Q> requests,
            MessageCodec<? super A> answers,
            Function<? super Q, ? extends Publisher<A>> handler,
            Consumer<? super ServeOptions> options);

    /**
     * Emits each request, to be answered individually, in any order and on any thread. Each request goes to one
     * subscriber with demand, on the socket's loop.
     *
     * <p>A request that is never answered leaves its peer waiting. A closing socket waits for the answer within
     * {@code linger}, unless the request is {@link RepRequest#decline declined}. The Flux completes when the socket is
     * closed, and fails with {@link SocketClosedException} when it is subscribed to after that.
     */
    Flux<RepRequest> requests();
}
