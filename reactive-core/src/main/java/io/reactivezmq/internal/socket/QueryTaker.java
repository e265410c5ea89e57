package io.reactivezmq.internal.socket;

import io.reactivezmq.internal.pattern.Query;

/** Somebody who takes requests of a REP socket. On the loop. */
interface QueryTaker {

    /** Whether it takes one now. */
    boolean hasPlace();

    void take(Query query);

    /** The socket is closed. */
    void complete();
}
