package io.reactivezmq.spring.boot;

import io.reactivezmq.options.SocketOptions;

/**
 * Changes the options of sockets, for options without a property. Beans of this type are called in their order, for
 * each socket of the properties, after the properties are set.
 */
@FunctionalInterface
public interface ZmqSocketCustomizer {

    /**
     * Changes the options of a socket before it is created.
     *
     * @param name the name of the socket below {@code zmq.sockets}
     * @param options its options, of the class that belongs to its type, such as
     *     {@link io.reactivezmq.options.RouterOptions}
     */
    void customize(String name, SocketOptions<?> options);
}
