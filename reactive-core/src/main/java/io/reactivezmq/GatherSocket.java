package io.reactivezmq;

/** Takes messages of one frame from SCATTER peers fairly (RFC 49). */
public interface GatherSocket extends ZmqSocket<GatherSocket>, MessageReceiver {}
