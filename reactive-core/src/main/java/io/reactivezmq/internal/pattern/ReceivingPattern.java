package io.reactivezmq.internal.pattern;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.FairQueue;

/** A pattern that delivers the messages of all pipes to the application, fairly in turn. */
public abstract class ReceivingPattern extends Pattern {

    private final FairQueue inbound;

    /** Creates a pattern that puts received messages into this queue. */
    protected ReceivingPattern(FairQueue inbound) {
        this.inbound = inbound;
    }

    @Override
    public void received(Pipe pipe, ZmqMessage message) {
        inbound.received(pipe, message);
    }

    @Override
    public final void readComplete() {
        inbound.readComplete();
    }

    @Override
    public final void discard(Pipe pipe) {
        inbound.discard(pipe);
    }

    @Override
    public void discardAll() {
        inbound.discardAll();
    }

    @Override
    public final int queued() {
        return inbound.queued();
    }
}
