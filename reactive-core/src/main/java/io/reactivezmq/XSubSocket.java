package io.reactivezmq;

import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Mono;

/**
 * Receives like a SUB, and sends messages to its publishers as well (RFC 29). A sent message of one frame whose first
 * byte is 1 or 0 subscribes or unsubscribes. Any other message goes to all publishers; it is dropped and counted for
 * those at their high-water mark. Received messages are not filtered here.
 *
 * <p>Subscriptions are counted: publishers get each subscription, and its end only when the last one is taken back.
 * Behind an XPUB that reports {@link io.reactivezmq.options.value.SubscriptionNotifications#ALL_SUBSCRIPTIONS}, the
 * socket needs the option {@code verboseUnsubscribe}.
 */
public interface XSubSocket extends ZmqSocket<XSubSocket>, MessageSender, MessageReceiver {

    /**
     * Subscribes to messages whose first frame starts with these bytes. Equivalent to sending the byte 1 and the
     * prefix.
     *
     * @throws io.reactivezmq.error.SocketClosedException when the socket is closed
     */
    XSubSocket subscribe(byte[] prefix);

    /** Subscribes to messages whose first frame starts with this text in UTF-8. See {@link #subscribe(byte[])}. */
    default XSubSocket subscribe(String prefix) {
        return subscribe(prefix.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Takes one {@link #subscribe} of this prefix back. Equivalent to sending the byte 0 and the prefix.
     *
     * @throws io.reactivezmq.error.SocketClosedException when the socket is closed
     */
    XSubSocket unsubscribe(byte[] prefix);

    /** Takes one {@link #subscribe} of this text in UTF-8 back. See {@link #unsubscribe(byte[])}. */
    default XSubSocket unsubscribe(String prefix) {
        return unsubscribe(prefix.getBytes(StandardCharsets.UTF_8));
    }

    /** Emits the number of distinct prefixes that are subscribed to ({@code ZMQ_TOPICS_COUNT}). */
    Mono<Integer> topicCount();
}
