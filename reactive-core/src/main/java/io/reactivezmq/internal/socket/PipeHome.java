package io.reactivezmq.internal.socket;

import io.reactivezmq.error.ZmqException;
import io.reactivezmq.internal.pipe.Pipe;
import java.time.Duration;

/** The endpoint of ours that a pipe belongs to. On the loop. */
interface PipeHome {

    /** The link under this pipe has ended. */
    void linkLost(Pipe pipe, ZmqException cause);

    /**
     * Ends the connection under this pipe, for this reason, as {@link #stop} does. A connected endpoint ends with it.
     *
     * @param done runs once
     */
    void dismiss(Pipe pipe, Duration linger, ZmqException reason, Runnable done);

    /**
     * Ends the endpoint and its pipes, each as soon as all that was accepted for it is written, or this time is over.
     * It may be called again: the shorter time counts.
     *
     * @param done runs once
     */
    void stop(Duration linger, Runnable done);
}
