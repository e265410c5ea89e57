package io.reactivezmq.internal.pattern.balanced;

import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pattern.SingleFrame;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.FairQueue;
import io.reactivezmq.internal.routing.RoomListener;

/** Pattern of a CLIENT: a DEALER whose messages have one frame (RFC 41). */
public final class ClientPattern extends DealerPattern {

    /**
     * Creates a pattern that puts received messages into this queue, and notifies this listener of room for sending.
     */
    public ClientPattern(FairQueue inbound, RoomListener senders) {
        super(inbound, senders);
    }

    @Override
    public void check(ZmqMessage message) {
        SingleFrame.check(SocketType.CLIENT, message);
    }

    @Override
    public boolean offer(ZmqMessage message) {
        check(message);
        return super.offer(message);
    }

    @Override
    public void received(Pipe pipe, ZmqMessage message) {
        if (SingleFrame.admits(pipe, message)) {
            super.received(pipe, message);
        }
    }
}
