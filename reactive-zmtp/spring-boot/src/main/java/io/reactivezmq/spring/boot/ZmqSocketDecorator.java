package io.reactivezmq.spring.boot;

import io.reactivezmq.ZmqSocket;

/**
 * Wraps the sockets of the properties, so that the beans are the wrapped ones. Beans of this type are called in their
 * order, each with the result of the former one.
 */
@FunctionalInterface
public interface ZmqSocketDecorator {

    /**
     * Returns the socket, or one with the same interface that adds to it.
     *
     * @param name the name of the socket below {@code zmq.sockets}
     * @param socket the socket
     */
    ZmqSocket<?> decorate(String name, ZmqSocket<?> socket);
}
