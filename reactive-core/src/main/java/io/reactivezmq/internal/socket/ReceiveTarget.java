package io.reactivezmq.internal.socket;

import io.reactivezmq.ZmqMessage;

/** Where a receiver's messages end up. Called on the loop. */
interface ReceiveTarget {

    /** A message, within demand, and the number that says where it belongs should it be returned. */
    void next(ZmqMessage message, long number);

    /** A burst is over: a target on another thread makes sure that it is awake. */
    void readComplete();

    /** The socket was closed. */
    void complete();
}
