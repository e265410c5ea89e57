package io.reactivezmq.internal.pattern.balanced;

import io.reactivezmq.internal.pattern.ReceivingPattern;
import io.reactivezmq.internal.routing.MessageSink;

/** Pattern of a PULL: receives from all peers fairly (RFC 30). */
public class PullPattern extends ReceivingPattern {

    /** Creates a pattern that delivers received messages to this sink. */
    public PullPattern(MessageSink sink) {
        super(sink);
    }
}
