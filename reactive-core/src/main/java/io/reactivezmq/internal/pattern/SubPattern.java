package io.reactivezmq.internal.pattern;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.Announcer;
import io.reactivezmq.internal.routing.MessageSink;
import io.reactivezmq.spi.Control;

/** Pattern of a SUB: sends its subscriptions to each publisher, and filters received messages again (RFC 29). */
public final class SubPattern extends ReceivingPattern {

    private final Announcer announcer = new Announcer(Control.Kind.SUBSCRIBE, Control.Kind.CANCEL);
    private final boolean inverted;

    /**
     * Creates a pattern that delivers received messages to this sink.
     *
     * @param inverted whether the messages without a subscription are delivered instead
     */
    public SubPattern(MessageSink sink, boolean inverted) {
        super(sink);
        this.inverted = inverted;
    }

    /** Adds a subscription. It is sent to the publishers even if it repeats an earlier one, as in libzmq. */
    public void subscribe(byte[] prefix) {
        announcer.add(prefix);
    }

    /** Removes one subscription. Publishers get the unsubscription only when it is the last for the prefix. */
    public void unsubscribe(byte[] prefix) {
        announcer.remove(prefix, false);
    }

    /** Returns the number of distinct prefixes subscribed to. */
    public int topicCount() {
        return announcer.interests().size();
    }

    @Override
    public void connected(Pipe pipe) {
        announcer.connected(pipe);
    }

    @Override
    public void disconnected(Pipe pipe) {
        announcer.disconnected(pipe);
    }

    @Override
    public void received(Pipe pipe, ZmqMessage message) {
        if (announcer.interests().matches(message.unwrap(0)) != inverted) {
            super.received(pipe, message);
        } else {
            pipe.drop(DropReason.UNWANTED, 1);
        }
    }
}
