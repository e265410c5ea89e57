package io.reactivezmq.internal.pattern.balanced;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pattern.SingleFrame;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.FairQueue;

/** Pattern of a GATHER: a PULL whose messages have one frame (RFC 49). */
public final class GatherPattern extends PullPattern {

    /** Creates a pattern that puts received messages into this queue. */
    public GatherPattern(FairQueue inbound) {
        super(inbound);
    }

    @Override
    public void received(Pipe pipe, ZmqMessage message) {
        if (SingleFrame.admits(pipe, message)) {
            super.received(pipe, message);
        }
    }
}
