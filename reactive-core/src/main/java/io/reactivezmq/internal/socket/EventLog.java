package io.reactivezmq.internal.socket;

import io.reactivezmq.event.SocketEvent;

/** Logs events. Called on the loop, in a task of its own. The logging framework runs inside, and may throw. */
interface EventLog {

    void log(SocketEvent event);
}
