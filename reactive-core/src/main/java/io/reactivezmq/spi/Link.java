package io.reactivezmq.spi;

import io.reactivezmq.error.ZmqException;

/** A connection to a peer, after the handshake. All calls are made on the loop; none waits. */
public interface Link {

    /**
     * The pipe has messages or controls to poll: fetch and write them soon. Called when it was empty; calling again is
     * harmless.
     */
    void wake();

    /** Fetch and write now, as far as the connection takes it: the pipe is full and would otherwise drop. */
    void drain();

    /** The pipe has room again: go on reading soon, but not inside this call. */
    void resume();

    /**
     * Runs the action when everything polled so far, greetings and controls included, is written to the operating
     * system, or the link is closed.
     */
    void flush(Runnable written);

    /**
     * Closes without waiting for anything; what was polled and not yet written goes back to the pipe.
     * {@link LinkPipe#closed} is called with this reason, inside this call, if it has not been called before.
     */
    void close(ZmqException reason);
}
