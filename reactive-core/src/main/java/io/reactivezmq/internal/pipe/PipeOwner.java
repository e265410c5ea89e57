package io.reactivezmq.internal.pipe;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.spi.Control;

/** The socket, seen from one of its pipes. */
public interface PipeOwner {

    /** A message came; it is queued in the pipe or handed on. */
    void received(Pipe pipe, ZmqMessage message);

    /** The peer subscribed or the like. */
    void received(Pipe pipe, Control control);

    /** A burst of messages is over. */
    void readComplete();

    /** Room for so many more messages has come about since this was last told. */
    void roomFreed(Pipe pipe, int messages);

    /** Messages were dropped, and the new total is worth an event. */
    void dropped(Pipe pipe, DropReason reason, long total);

    /** Messages were dropped whose pipe is gone, with its counters. */
    void droppedLate(Pipe pipe, DropReason reason, long messages);

    /** Messages were lost with the link that had brought them; no pipe has counted them as received. */
    void undelivered(Pipe pipe, long messages);

    /** The link under the pipe has ended. */
    void linkLost(Pipe pipe, ZmqException cause);
}
