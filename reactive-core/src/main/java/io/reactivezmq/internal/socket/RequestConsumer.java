package io.reactivezmq.internal.socket;

import io.reactivezmq.internal.pattern.IncomingRequest;

/** Somebody who takes requests of a REP socket. On the loop. */
interface RequestConsumer {

    /** Whether it takes one now. */
    boolean hasPlace();

    void take(IncomingRequest query);

    /** The socket is being closed: it gets no more, and may still answer what it has. */
    void complete();
}
