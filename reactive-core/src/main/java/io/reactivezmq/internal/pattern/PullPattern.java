package io.reactivezmq.internal.pattern;

import io.reactivezmq.internal.routing.MessageSink;

/** PULL: takes messages fairly (RFC 30). */
public class PullPattern extends ReceivingPattern {

    /** In front of this sink. */
    public PullPattern(MessageSink sink) {
        super(sink);
    }
}
