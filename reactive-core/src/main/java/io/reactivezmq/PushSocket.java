package io.reactivezmq;

/**
 * Spreads messages over PULL peers in turn (RFC 30). With no peer that has room there is no demand; nothing is dropped.
 */
public interface PushSocket extends ZmqSocket<PushSocket>, MessageSender {}
