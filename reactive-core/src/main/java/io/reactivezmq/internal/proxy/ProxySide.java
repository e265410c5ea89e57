package io.reactivezmq.internal.proxy;

import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.loop.Loop;

/**
 * One of the two sockets of a proxy.
 *
 * @param socket the socket
 * @param loop the loop of the socket
 * @param ensureTakesWork throws a {@link SocketClosedException} when the socket is closed or drained
 */
public record ProxySide(ZmqSocket<?> socket, Loop loop, Runnable ensureTakesWork) {}
