package io.reactivezmq;

import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Mono;

/**
 * Receives what it subscribed to from all its publishers (RFC 29). Subscriptions are told to every publisher, those
 * that come later too, and told again after each reconnection; they are never dropped and never count against a
 * high-water mark.
 */
public interface SubSocket extends ZmqSocket<SubSocket>, MessageReceiver {

    /**
     * Also receive messages whose first frame starts with these bytes ({@code ZMQ_SUBSCRIBE}); none for all messages.
     * Subscriptions count: what was subscribed to twice must be unsubscribed from twice.
     */
    SubSocket subscribe(byte[] prefix);

    /** The same for a prefix in UTF-8. */
    default SubSocket subscribe(String prefix) {
        return subscribe(prefix.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes one {@link #subscribe} back ({@code ZMQ_UNSUBSCRIBE}); without one it does nothing. */
    SubSocket unsubscribe(byte[] prefix);

    /** The same for a prefix in UTF-8. */
    default SubSocket unsubscribe(String prefix) {
        return unsubscribe(prefix.getBytes(StandardCharsets.UTF_8));
    }

    /** How many different prefixes are subscribed to ({@code ZMQ_TOPICS_COUNT}). */
    Mono<Integer> topicCount();
}
