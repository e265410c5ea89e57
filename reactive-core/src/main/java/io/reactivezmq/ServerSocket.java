package io.reactivezmq;

/** Addresses each message to one CLIENT by its routing id, and receives theirs with it (RFC 41). */
public interface ServerSocket extends ZmqSocket<ServerSocket>, RoutingIdSocket<ServerSocket> {}
