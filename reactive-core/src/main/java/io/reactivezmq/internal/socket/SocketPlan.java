package io.reactivezmq.internal.socket;

/**
 * What a socket is made of, before it has a pattern.
 *
 * @param scope the socket's name, loop, settings and events
 * @param resources the resources of its context
 * @param ended runs when the socket has closed
 */
record SocketPlan(SocketScope scope, EndpointResources resources, Runnable ended) {}
