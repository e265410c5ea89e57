package io.reactivezmq;

import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Mono;

/**
 * A SUB that speaks upstream too (RFC 29). A message of one frame whose first byte is 1 or 0 subscribes or
 * unsubscribes; any other that is sent goes to all publishers, and is dropped and counted for those that are full. What
 * is received is not filtered here.
 *
 * <p>Subscriptions count: publishers are told of each, and of the end of the last one. Behind an XPUB whose notices are
 * {@link io.reactivezmq.options.SubscriptionNotifications#ALL_SUBSCRIPTIONS} it needs the option
 * {@code verboseUnsubscribe}.
 */
public interface XSubSocket extends ZmqSocket<XSubSocket>, MessageSender, MessageReceiver {

    /** Subscribes to what begins with these bytes; the same as sending 1 and the prefix. */
    XSubSocket subscribe(byte[] prefix);

    /** The same for a prefix in UTF-8. */
    default XSubSocket subscribe(String prefix) {
        return subscribe(prefix.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes one {@link #subscribe} back; the same as sending 0 and the prefix. */
    XSubSocket unsubscribe(byte[] prefix);

    /** The same for a prefix in UTF-8. */
    default XSubSocket unsubscribe(String prefix) {
        return unsubscribe(prefix.getBytes(StandardCharsets.UTF_8));
    }

    /** How many different prefixes are subscribed to ({@code ZMQ_TOPICS_COUNT}). */
    Mono<Integer> topicCount();
}
