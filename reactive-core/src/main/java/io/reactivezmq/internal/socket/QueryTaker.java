package io.reactivezmq.internal.socket;

import io.reactivezmq.internal.pattern.Query;

/** Somebody who takes requests of a REP socket. On the loop. */
interface QueryTaker {

    /** Whether it takes one now. */
    boolean hasPlace();

    void take(Query query);

    /** The socket is being closed: it gets no more, and may still answer what it has. */
    void complete();
}
