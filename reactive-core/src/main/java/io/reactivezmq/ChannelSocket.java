package io.reactivezmq;

/**
 * Talks to one peer, both ways, in messages of one frame (RFC 52). A second peer is refused, with an event, until the
 * first has gone. Messages of more frames are refused with an {@link io.reactivezmq.error.InvalidMessageException}.
 */
public interface ChannelSocket extends ZmqSocket<ChannelSocket>, MessageSender, MessageReceiver {}
