package io.reactivezmq.internal.pattern;

/** A request to a REP socket that is being worked on, and can learn that no asker waits for its answer any more. */
public abstract class OpenRequest {

    /** Its place among those that the asker tells; negative when it is not there. */
    int place = -1;

    /** A request that does not watch its asker yet. */
    protected OpenRequest() {}

    /** The asker's connection has ended. On the loop. */
    protected abstract void askerGone();
}
