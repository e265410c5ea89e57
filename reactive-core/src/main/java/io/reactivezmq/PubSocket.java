package io.reactivezmq;

import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.options.OnFull;
import reactor.core.publisher.Mono;

/**
 * Sends each message to every subscriber that asked for its beginning (RFC 29).
 *
 * <p>By default a subscriber at its high-water mark misses messages, which are counted for it and told in the events;
 * publishers are asked in bounded batches. With {@link OnFull#BACKPRESSURE} demand follows the slowest subscriber
 * concerned, and nothing is dropped.
 */
public interface PubSocket extends ZmqSocket<PubSocket>, MessageSender {

    /**
     * Completes when at least this many peers have a subscription of any kind, at once if they have. Fails with
     * {@link SocketClosedException} when the socket closes first. With it no message is lost to a slow joiner.
     */
    Mono<Void> awaitSubscribers(int count);

    /** How many different prefixes all peers together have subscribed to ({@code ZMQ_TOPICS_COUNT}). */
    Mono<Integer> topicCount();
}
