package io.reactivezmq;

/**
 * Sends each message to the CLIENT with a given routing id, and receives messages with the sender's routing id (RFC
 * 41). Messages have one frame after the id.
 */
public interface ServerSocket extends ZmqSocket<ServerSocket>, RoutingIdSocket<ServerSocket> {}
