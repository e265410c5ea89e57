package io.reactivezmq.internal.pattern;

import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;

/** SCATTER: a PUSH whose messages have one frame (RFC 49). */
public final class ScatterPattern extends PushPattern {

    /** With these told of room. */
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
