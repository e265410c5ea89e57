package io.reactivezmq.internal.pattern.pubsub;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.FairQueue;
import io.reactivezmq.internal.subscription.LocalSubscriptions;

/** Pattern of a SUB: sends its subscriptions to each publisher, and filters received messages again (RFC 29). */
public final class SubPattern extends SubscribingPattern {

    private final LocalSubscriptions wanted = announcer().interests();
    private final boolean inverted;

    /**
     * Creates a pattern that puts received messages into this queue.
     *
     * @param inverted whether the messages without a subscription are delivered instead
     */
    public SubPattern(FairQueue inbound, boolean inverted) {
        super(inbound, false);
        this.inverted = inverted;
    }

    @Override
    public void received(Pipe pipe, ZmqMessage message) {
        if (wanted.matches(message.unwrap(0)) != inverted) {
            super.received(pipe, message);
        } else {
            pipe.drop(DropReason.UNWANTED, 1);
        }
    }
}
