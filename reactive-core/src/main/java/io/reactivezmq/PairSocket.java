package io.reactivezmq;

/** Talks to one peer, both ways (RFC 31). A second peer is refused, with an event, until the first has gone. */
public interface PairSocket extends ZmqSocket<PairSocket>, MessageSender, MessageReceiver {}
