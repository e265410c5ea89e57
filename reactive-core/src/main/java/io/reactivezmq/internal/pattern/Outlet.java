package io.reactivezmq.internal.pattern;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;

/** What a pattern offers to those who send. */
public interface Outlet {

    /** The room of a pattern that drops rather than waits. */
    long UNBOUNDED = Long.MAX_VALUE;

    /** How many more messages can be taken, or {@link #UNBOUNDED}. */
    long room();

    /**
     * Takes the message; false when there is no room for it now.
     *
     * @throws ZmqException when there never will be
     */
    boolean offer(ZmqMessage message);
}
