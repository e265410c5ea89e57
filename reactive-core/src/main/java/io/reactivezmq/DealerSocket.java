package io.reactivezmq;

/** Spreads messages over its peers in turn and takes messages from them fairly, as they are (RFC 28). */
public interface DealerSocket extends ZmqSocket<DealerSocket>, MessageSender, MessageReceiver {}
