package io.reactivezmq.internal.pipe;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.spi.Control;

/** The socket that a pipe belongs to, as the pipe sees it. Called on the loop. */
public interface PipeOwner {

    /** Handles a received message: delivers it, or queues it in the pipe. */
    void received(Pipe pipe, ZmqMessage message);

    /** Handles a subscription, the joining of a group, or the end of either. */
    void received(Pipe pipe, Control control);

    /** Reports the end of a burst of messages. */
    void readComplete();

    /** Reports room that was freed since the last report; negative if reported room is occupied again. */
    void roomFreed(Pipe pipe, int messages);

    /** Reports dropped messages whose new total warrants an event. */
    void dropped(Pipe pipe, DropReason reason, long total);

    /** Counts dropped messages of a pipe that is gone, together with its counters. */
    void droppedLate(Pipe pipe, DropReason reason, long messages);

    /** Counts messages that were lost with the link that had read them. No pipe has counted them as received. */
    void undelivered(Pipe pipe, long messages);

    /** Reports that the peer has left, and that messages which it sent before are still to be received. */
    default void peerLeft(Pipe pipe) {}

    /** Reports that the link of the pipe has ended. */
    void linkLost(Pipe pipe, ZmqException cause);
}
