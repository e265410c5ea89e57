package io.reactivezmq.internal.receive;

import io.reactivezmq.ZmqMessage;

/** The target of a receiver's messages. Called on the loop. */
interface ReceiveTarget {

    /** Delivers a message, within demand. Its number tells where it belongs if it is returned. */
    void next(ZmqMessage message, long number);

    /** Reports the end of a burst. A target on another thread then wakes its worker if need be. */
    void readComplete();

    /** Completes, as the socket was closed. */
    void complete();

    /** Fails, as the socket had been closed before the target was registered. */
    void refuse(Throwable reason);

    /** Reports that the receiver knows the target, and that it got no message with its first demand. */
    default void registered() {}

    /** Reports that the receiver does not know the target any more. */
    default void removed() {}

    /** Returns whether the receiver removes the target when it takes back the target's messages. */
    default boolean isTakenBack() {
        return false;
    }
}
