package io.reactivezmq.internal.pattern.pubsub;

import io.reactivezmq.internal.pattern.ReceivingPattern;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.FairQueue;
import io.reactivezmq.internal.subscription.Announcer;
import io.reactivezmq.spi.Control;

/** A pattern that sends its subscriptions to each publisher. */
public abstract class SubscribingPattern extends ReceivingPattern {

    private final Announcer announcer = new Announcer(Control.Kind.SUBSCRIBE, Control.Kind.CANCEL);
    private final boolean verboseUnsubscribe;

    SubscribingPattern(FairQueue inbound, boolean verboseUnsubscribe) {
        super(inbound);
        this.verboseUnsubscribe = verboseUnsubscribe;
    }

    final Announcer announcer() {
        return announcer;
    }

    /** Adds a subscription. It is sent to the publishers even if it repeats an earlier one, as in libzmq. */
    public final void subscribe(byte[] prefix) {
        announcer.add(prefix);
    }

    /**
     * Removes one subscription. Publishers get the last unsubscription for the prefix, or with
     * {@code verboseUnsubscribe} each.
     */
    public final void unsubscribe(byte[] prefix) {
        announcer.remove(prefix, verboseUnsubscribe);
    }

    /** Returns the number of distinct prefixes subscribed to. */
    public final int topicCount() {
        return announcer.interests().size();
    }

    @Override
    public final void connected(Pipe pipe) {
        announcer.connected(pipe);
    }

    @Override
    public final void detached(Pipe pipe) {
        announcer.disconnected(pipe);
    }

    @Override
    public final void disconnected(Pipe pipe) {
        announcer.disconnected(pipe);
    }
}
