package io.reactivezmq.spring.boot;

import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqSocket;
import java.time.Duration;
import java.util.List;

/**
 * A socket of the properties, and what is done with it.
 *
 * @param name its name below {@code zmq.sockets}
 * @param type its type
 * @param socket the socket, which is closed with the application
 * @param bind the endpoints that it listens at once the application starts
 * @param connect the endpoints that it connects to then
 * @param linger its linger time
 */
record ManagedSocket(
        String name, SocketType type, ZmqSocket<?> socket, List<String> bind, List<String> connect, Duration linger) {

    /** Returns the name of a property of this socket. */
    String property(String last) {
        return propertyOf(name) + last;
    }

    static String propertyOf(String name) {
        return "zmq.sockets." + name + ".";
    }
}
