package io.reactivezmq;

/**
 * Spreads messages of one frame over GATHER peers in turn (RFC 49). With no peer that has room there is no demand;
 * nothing is dropped. Messages of more frames are refused with an {@link io.reactivezmq.error.InvalidMessageException}.
 */
public interface ScatterSocket extends ZmqSocket<ScatterSocket>, MessageSender {}
