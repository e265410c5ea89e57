package io.reactivezmq;

/**
 * Distributes messages of one frame over GATHER peers in turn (RFC 49). Messages of several frames are refused with an
 * {@link io.reactivezmq.error.InvalidMessageException}.
 *
 * <p>Without a peer that has room there is no demand; nothing is dropped for lack of room.
 */
public interface ScatterSocket extends ZmqSocket<ScatterSocket>, MessageSender {}
