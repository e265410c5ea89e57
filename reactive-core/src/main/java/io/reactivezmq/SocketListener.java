package io.reactivezmq;

import io.reactivezmq.event.SocketEvent;

/**
 * Observes the sockets of a context: when they are opened and closed, and their events. It is added by
 * {@link ZmqContext#addListener}.
 *
 * <p>The methods are called on the socket's loop, each call in a task of its own or after the work that led to it:
 * first {@code opened}, then {@code event} for each event, then {@code closed}. So the calls for one socket never
 * overlap. Sockets on different loops may call at the same time. A method must not block. If the loop has ended, the
 * methods are called on the thread that closes the socket.
 *
 * <p>What a method throws is logged by {@code io.reactivezmq.listener}, and neither the socket nor other listeners
 * notice it. A fatal error also goes to Reactor's {@code onErrorDropped} hook.
 */
public interface SocketListener {

    /** Called once for each socket of the context, soon after it was opened or the listener was added. */
    default void opened(ZmqSocket<?> socket) {}

    /** Called for each event of the socket. Unlike a subscriber of {@code events()}, a listener misses none. */
    default void event(ZmqSocket<?> socket, SocketEvent event) {}

    /** Called when the socket has closed: no event follows, and its counters are final. */
    default void closed(ZmqSocket<?> socket) {}
}
