package io.reactivezmq;

/** Takes messages from PUSH peers fairly (RFC 30). */
public interface PullSocket extends ZmqSocket<PullSocket>, MessageReceiver {}
