package io.reactivezmq.spring.boot;

import io.reactivezmq.ZmqSocket;

/**
 * Wraps the sockets of the properties, so that the beans are the wrapped ones. Beans of this type are called in their
 * order, each with the result of the former one, once for each socket. At that time the socket has its options, and is
 * neither bound nor connected: the starter binds, connects and closes the socket itself, not the wrapper. An exception
 * fails the start of the application.
 */
@FunctionalInterface
public interface ZmqSocketDecorator {

    /**
     * Returns the socket, or one with the same interface, such as {@code ReqSocket}, that adds to it.
     *
     * @param name the name of the socket below {@code zmq.sockets}
     * @param socket the socket
     */
    ZmqSocket<?> decorate(String name, ZmqSocket<?> socket);
}
