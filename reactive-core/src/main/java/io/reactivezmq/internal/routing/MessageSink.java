package io.reactivezmq.internal.routing;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pipe.Pipe;
import org.jspecify.annotations.Nullable;

/** The target of received messages: the application, or a component that acts for it. */
public interface MessageSink {

    /** Returns whether a message is accepted right now. */
    boolean ready();

    /**
     * Accepts a message; called only while {@link #ready} returns true. Application code may run inside this call.
     *
     * @param from the pipe that the message came by; null if the socket itself made the message
     */
    void next(@Nullable Pipe from, ZmqMessage message);

    /** Reports the end of a burst of messages. */
    void readComplete();
}
