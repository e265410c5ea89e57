package io.reactivezmq;

/**
 * Exchanges messages of one frame with one peer, in both directions (RFC 52). While a peer is connected, further peers
 * are refused and reported by an event. Messages of several frames are refused with an
 * {@link io.reactivezmq.error.InvalidMessageException}.
 *
 * <p>Demand follows the room in the pipe to that peer; nothing is dropped for lack of room.
 */
public interface ChannelSocket extends ZmqSocket<ChannelSocket>, MessageSender, MessageReceiver {}
