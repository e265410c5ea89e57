package io.reactivezmq.spi;

import io.reactivezmq.error.ZmqException;

/** A connection to a peer, after the handshake. All methods are called on the loop, and none waits. */
public interface Link {

    /**
     * Reports that the pipe, which was empty, has messages or commands to poll. The link polls and writes them soon.
     * Further calls are harmless.
     */
    void wake();

    /**
     * Polls and writes messages now, as many as the connection takes. The pipe is full and would otherwise drop a
     * message.
     */
    void drain();

    /** Reports that the pipe has room again. The link reads on soon, but not inside this call. */
    void resume();

    /**
     * Runs the action when everything polled so far, including greetings and commands, has been written to the
     * operating system, or when the link is closed.
     */
    void flush(Runnable written);

    /**
     * Closes the connection without waiting. Messages that were polled and not written return to the pipe. Calls
     * {@link LinkPipe#closed} with this reason, inside this call, unless it has been called before.
     */
    void close(ZmqException reason);

    /**
     * Ends the sending direction of the connection, after everything that was polled. Runs the action when the peer has
     * taken it, which is known when the peer closes the connection, or when the link does not wait longer for that. The
     * action closes the link. What the peer sends meanwhile is dropped.
     */
    default void finish(Runnable done) {
        done.run();
    }
}
