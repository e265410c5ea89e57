package io.reactivezmq.internal.pattern.reqrep;

/**
 * A request to a REP socket that the application is working on. It is notified when the requester's connection ends.
 */
public abstract class OpenRequest {

    /** Index in the list of {@link Requester}; negative when it is not in the list. */
    int place = -1;

    /** Creates a request that does not watch its requester yet. */
    protected OpenRequest() {}

    /** Called on the loop when the requester's connection has ended. */
    protected abstract void askerGone();
}
