package io.reactivezmq.internal.pattern.balanced;

import io.reactivezmq.internal.pattern.ReceivingPattern;
import io.reactivezmq.internal.routing.FairQueue;

/** Pattern of a PULL: receives from all peers fairly (RFC 30). */
public class PullPattern extends ReceivingPattern {

    /** Creates a pattern that puts received messages into this queue. */
    public PullPattern(FairQueue inbound) {
        super(inbound);
    }
}
