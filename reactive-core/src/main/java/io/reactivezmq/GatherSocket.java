package io.reactivezmq;

/**
 * Receives messages of one frame from SCATTER peers by fair queueing (RFC 49). Without demand, up to the receive
 * high-water mark of messages from each peer wait; then its connection is not read.
 */
public interface GatherSocket extends ZmqSocket<GatherSocket>, MessageReceiver {}
