package io.reactivezmq;

/**
 * Exchanges messages with one peer, in both directions (RFC 31). While a peer is connected, further peers are refused
 * and reported by an event.
 *
 * <p>Demand follows the room in the pipe to that peer; nothing is dropped for lack of room.
 */
public interface PairSocket extends ZmqSocket<PairSocket>, MessageSender, MessageReceiver {}
