package io.reactivezmq;

/**
 * Spreads messages over SERVER peers in turn and takes messages from them fairly (RFC 41). Its messages have one frame;
 * others are refused with an {@link io.reactivezmq.error.InvalidMessageException}.
 */
public interface ClientSocket extends ZmqSocket<ClientSocket>, MessageSender, MessageReceiver {}
