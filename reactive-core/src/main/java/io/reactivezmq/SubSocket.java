package io.reactivezmq;

import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Mono;

/**
 * Receives messages that match its subscriptions from all its publishers (RFC 29).
 *
 * <p>The socket sends its subscriptions to every publisher, and sends them again after each reconnection. They are
 * never dropped and do not count against a high-water mark. Without demand, up to the receive high-water mark of
 * messages from each publisher wait; then its connection is not read.
 */
public interface SubSocket extends ZmqSocket<SubSocket>, MessageReceiver {

    /**
     * Subscribes to messages whose first frame starts with these bytes ({@code ZMQ_SUBSCRIBE}). An empty prefix matches
     * all messages. Subscriptions are counted: after two calls with the same prefix, two calls of {@link #unsubscribe}
     * are needed.
     *
     * @throws io.reactivezmq.error.SocketClosedException when the socket is closed
     */
    SubSocket subscribe(byte[] prefix);

    /** Subscribes to messages whose first frame starts with this text in UTF-8. See {@link #subscribe(byte[])}. */
    default SubSocket subscribe(String prefix) {
        return subscribe(prefix.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Takes one {@link #subscribe} of this prefix back ({@code ZMQ_UNSUBSCRIBE}). Does nothing when there is none.
     *
     * @throws io.reactivezmq.error.SocketClosedException when the socket is closed
     */
    SubSocket unsubscribe(byte[] prefix);

    /** Takes one {@link #subscribe} of this text in UTF-8 back. See {@link #unsubscribe(byte[])}. */
    default SubSocket unsubscribe(String prefix) {
        return unsubscribe(prefix.getBytes(StandardCharsets.UTF_8));
    }

    /** Emits the number of distinct prefixes that are subscribed to ({@code ZMQ_TOPICS_COUNT}). */
    Mono<Integer> topicCount();
}
