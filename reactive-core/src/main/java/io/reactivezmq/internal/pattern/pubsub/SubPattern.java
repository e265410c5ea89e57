package io.reactivezmq.internal.pattern.pubsub;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.MessageSink;
import io.reactivezmq.internal.subscription.LocalSubscriptions;

/** Pattern of a SUB: sends its subscriptions to each publisher, and filters received messages again (RFC 29). */
public final class SubPattern extends SubscribingPattern {

    private final LocalSubscriptions wanted = announcer().interests();
    private final boolean inverted;

    /**
     * Creates a pattern that delivers received messages to this sink.
     *
     * @param inverted whether the messages without a subscription are delivered instead
     */
    public SubPattern(MessageSink sink, boolean inverted) {
        super(sink, false);
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
