package io.reactivezmq.internal.routing;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pipe.Pipe;

/** Where received messages go: the application, or what stands for it. */
public interface MessageSink {

    /** Whether it takes a message right now. */
    boolean ready();

    /** Hands one over. Only while {@link #ready}. Application code may run inside this call. */
    void next(Pipe from, ZmqMessage message);

    /** A burst of messages is over. */
    void readComplete();
}
