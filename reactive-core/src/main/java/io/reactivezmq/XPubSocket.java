package io.reactivezmq;

import io.reactivezmq.options.value.SubscriptionNotifications;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Publishes like a PUB, and reports the subscriptions of its peers to the application (RFC 29). Each is received as a
 * message of one frame, a byte 1 or 0 and then the prefix, among the other messages that subscribers send.
 * {@link #subscriptions()} emits them as objects.
 *
 * <p>At most 1024 notifications wait individually until they are received. Beyond that, a subscription and its end
 * cancel out, and repetitions are dropped and counted. So an application that receives late still gets the
 * subscriptions in force.
 *
 * <p>By default a subscriber at its high-water mark misses messages, as at a {@link PubSocket PUB}.
 */
public interface XPubSocket extends ZmqSocket<XPubSocket>, MessageSender, MessageReceiver {

    /**
     * Completes when at least this many peers have a subscription in force, immediately if they do already. It signals
     * on the socket's loop and fails with {@link io.reactivezmq.error.SocketClosedException} when the socket is closed
     * first.
     *
     * @throws io.reactivezmq.error.InvalidOptionException when the count is negative
     */
    Mono<Void> awaitSubscribers(int count);

    /**
     * Emits subscriptions and their ends from now on, as the option {@code notifications} selects them, on the socket's
     * loop. Every subscriber of the Flux gets all of them, also when they are received as messages. A subscriber that
     * falls behind by more than the option {@code eventBuffer} gets an error instead of a gap. The Flux completes when
     * the socket is closed, and a later subscription fails with a {@link io.reactivezmq.error.SocketClosedException}.
     *
     * <p>With the option {@code manual} no change is in force until {@link SubscriptionNotification#accept()} is
     * called. Every subscriber of the Flux first gets, on demand, the subscriptions that are not accepted yet. So it
     * misses none that arrived before, or while there was no observer. An undecided subscription is offered again to
     * the next subscriber. The end of a subscription is offered again if no observer saw it.
     */
    Flux<SubscriptionNotification> subscriptions();

    /** Emits the number of distinct prefixes in force for all peers together ({@code ZMQ_TOPICS_COUNT}). */
    Mono<Integer> topicCount();

    /**
     * Changes the option {@code notifications} ({@code ZMQ_XPUB_VERBOSE}, {@code ZMQ_XPUB_VERBOSER}): which
     * subscriptions are reported from now on.
     */
    XPubSocket notifications(SubscriptionNotifications which);
}
