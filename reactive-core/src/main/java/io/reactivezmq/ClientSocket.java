package io.reactivezmq;

/**
 * Distributes messages over SERVER peers in turn and receives messages from all of them by fair queueing (RFC 41).
 * Messages have one frame; others are refused with an {@link io.reactivezmq.error.InvalidMessageException}.
 *
 * <p>Without a peer that has room there is no demand; nothing is dropped for lack of room.
 */
public interface ClientSocket extends ZmqSocket<ClientSocket>, MessageSender, MessageReceiver {}
