package io.reactivezmq.internal.request;

import io.reactivezmq.internal.pattern.reqrep.IncomingRequest;

/** A consumer of a REP socket's requests. Used on the loop only. */
interface RequestConsumer {

    /** Returns whether a request is accepted now. */
    boolean hasPlace();

    void take(IncomingRequest query);

    /** Reports that the socket is being closed: no more requests follow, and open ones may still be answered. */
    void complete();

    /** Fails, as the socket had been closed before the consumer was added. */
    void refuse(Throwable reason);
}
