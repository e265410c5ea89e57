package io.reactivezmq.spring.boot;

import io.reactivezmq.ZmqSocket;
import java.util.Set;

/**
 * The sockets of the properties by name. Each of them is also a bean with its name and its interface, so that most
 * applications inject the socket itself.
 */
public interface ZmqSockets {

    /** Returns the names below {@code zmq.sockets}, in their order. */
    Set<String> names();

    /**
     * Returns a socket.
     *
     * @throws IllegalArgumentException when no socket has this name
     */
    ZmqSocket<?> get(String name);

    /**
     * Returns a socket as the interface of its type, such as {@link io.reactivezmq.SubSocket}.
     *
     * @throws IllegalArgumentException when no socket has this name, or it is of another type
     */
    <S extends ZmqSocket<S>> S get(String name, Class<S> type);
}
