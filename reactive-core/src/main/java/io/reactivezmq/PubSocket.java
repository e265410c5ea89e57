package io.reactivezmq;

import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.options.value.OnFull;
import reactor.core.publisher.Mono;

/**
 * Sends each message to every subscriber with a subscription to a prefix of its first frame (RFC 29).
 *
 * <p>By default a subscriber at its high-water mark misses messages. They are counted for it and reported by events,
 * and publishers are asked for messages in bounded batches. With {@link OnFull#BACKPRESSURE} demand follows the slowest
 * subscriber concerned, and nothing is dropped.
 */
public interface PubSocket extends ZmqSocket<PubSocket>, MessageSender {

    /**
     * Completes when at least this many peers have a subscription of any kind, immediately if they do already. Wait for
     * it before sending so that a slow joiner misses no message. It signals on the socket's loop and fails with
     * {@link SocketClosedException} when the socket is closed first.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when the count is negative
     */
    Mono<Void> awaitSubscribers(int count);

    /** Emits the number of distinct prefixes that all peers together have subscribed to ({@code ZMQ_TOPICS_COUNT}). */
    Mono<Integer> topicCount();
}
