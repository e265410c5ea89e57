package io.reactivezmq.internal.type;

import io.reactivezmq.internal.endpoint.EndpointResources;
import io.reactivezmq.internal.socket.SocketScope;

/**
 * What a socket is made of, before it has a pattern.
 *
 * @param scope the socket's name, loop, settings and events
 * @param resources the resources of its context
 * @param ended runs when the socket has closed
 */
public record SocketPlan(SocketScope scope, EndpointResources resources, Runnable ended) {}
