package io.reactivezmq;

/**
 * Distributes messages over PULL peers in turn (RFC 30). Without a peer that has room there is no demand; nothing is
 * dropped for lack of room.
 */
public interface PushSocket extends ZmqSocket<PushSocket>, MessageSender {}
