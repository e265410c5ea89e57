package io.reactivezmq.internal.pattern.balanced;

import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pattern.SingleFrame;
import io.reactivezmq.internal.routing.RoomListener;

/** Pattern of a SCATTER: a PUSH whose messages have one frame (RFC 49). */
public final class ScatterPattern extends PushPattern {

    /** Creates a pattern that notifies this listener of room for sending. */
    public ScatterPattern(RoomListener senders) {
        super(senders);
    }

    @Override
    public void check(ZmqMessage message) {
        SingleFrame.check(SocketType.SCATTER, message);
    }

    @Override
    public boolean offer(ZmqMessage message) {
        check(message);
        return super.offer(message);
    }
}
