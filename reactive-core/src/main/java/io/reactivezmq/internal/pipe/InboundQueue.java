package io.reactivezmq.internal.pipe;

import io.reactivezmq.ZmqMessage;
import org.jspecify.annotations.Nullable;

/** Received messages that wait for the application. The application takes them from all queues of a socket in turn. */
public interface InboundQueue {

    /** Returns the pipe that the messages came by; null if the socket itself makes them. */
    @Nullable
    Pipe pipe();

    /** Adds a message, or drops and counts it. */
    void enqueue(ZmqMessage message);

    /** Removes and returns the oldest message; there must be one. */
    ZmqMessage dequeue();

    /** Returns the number of messages. */
    int queued();

    /** Drops and counts all messages. Returns their number. */
    int discardInbound();
}
