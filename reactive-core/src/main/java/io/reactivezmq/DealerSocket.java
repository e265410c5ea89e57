package io.reactivezmq;

/**
 * Distributes messages over its peers in turn and receives from all of them by fair queueing (RFC 28). Messages are
 * sent and received unchanged, without an envelope.
 *
 * <p>Without a peer that has room there is no demand; nothing is dropped for lack of room.
 */
public interface DealerSocket extends ZmqSocket<DealerSocket>, MessageSender, MessageReceiver {}
