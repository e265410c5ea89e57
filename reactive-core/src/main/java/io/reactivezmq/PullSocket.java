package io.reactivezmq;

/**
 * Receives messages from PUSH peers by fair queueing (RFC 30). Without demand, up to the receive high-water mark of
 * messages from each peer wait; then its connection is not read.
 */
public interface PullSocket extends ZmqSocket<PullSocket>, MessageReceiver {}
