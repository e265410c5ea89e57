package io.reactivezmq;

import io.reactivezmq.options.SubscriptionNotifications;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A PUB that is told of subscriptions (RFC 29). They are received as messages of one frame, 1 or 0 and then the prefix,
 * among whatever else the subscribers send; {@link #subscriptions()} shows them as objects.
 *
 * <p>Notices are bounded: 1024 wait one for one until they are received. Of what comes beyond, a subscription and its
 * end cancel out, and repetitions are dropped and counted. An application that comes late is told of what is in force.
 */
public interface XPubSocket extends ZmqSocket<XPubSocket>, MessageSender, MessageReceiver {

    /** As on a {@link PubSocket#awaitSubscribers PUB}. */
    Mono<Void> awaitSubscribers(int count);

    /**
     * Subscriptions and their ends from now on, as the option {@code notices} selects them. Every subscriber sees all
     * of them, whoever else receives them as messages; one that falls behind by more than the option
     * {@code eventBuffer} gets an error rather than a gap. Completes when the socket is closed.
     *
     * <p>With the option {@code manual} none is in force until {@link SubscriptionNotification#accept()} is called.
     * Every subscriber is told first, as it asks for them, of the subscriptions that have not been accepted: so none is
     * missed that came before, or while there was no observer, and one that was left undecided is offered again to the
     * next subscriber. The end of a subscription is offered again if no observer saw it.
     */
    Flux<SubscriptionNotification> subscriptions();

    /** How many different prefixes are in force for all peers together ({@code ZMQ_TOPICS_COUNT}). */
    Mono<Integer> topicCount();

    /**
     * Changes the option {@code notices} ({@code ZMQ_XPUB_VERBOSE}, {@code ZMQ_XPUB_VERBOSER}): which subscriptions to
     * be told of from now on.
     */
    XPubSocket notices(SubscriptionNotifications which);
}
