package io.reactivezmq.internal.socket;

import io.reactivezmq.error.ZmqException;
import io.reactivezmq.internal.pipe.Pipe;
import java.time.Duration;

/** The local endpoint that a pipe belongs to. Used on the loop only. */
public interface PipeHome {

    /** Handles the loss of the pipe's peer, whose last messages are still to be received before the link ends. */
    void peerLeft(Pipe pipe);

    /** Handles the end of the pipe's link. */
    void linkLost(Pipe pipe, ZmqException cause);

    /**
     * Ends the connection of one pipe for this reason, after lingering as in {@link #stop}. A connected endpoint ends
     * with its connection.
     *
     * @param done runs once
     */
    void dismiss(Pipe pipe, Duration linger, ZmqException reason, Runnable done);

    /**
     * Ends the endpoint and its pipes, each as soon as all messages accepted for it are written or this time is over.
     * May be called again: the shorter time applies.
     *
     * @param done runs once
     */
    void stop(Duration linger, Runnable done);
}
