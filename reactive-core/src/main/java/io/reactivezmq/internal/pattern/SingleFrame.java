package io.reactivezmq.internal.pattern;

import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pipe.Pipe;

/** The rule of the newer socket types that a message has one frame. */
public final class SingleFrame {

    private SingleFrame() {}

    /** Checks a message to be sent, without a routing id. */
    public static void check(SocketType type, ZmqMessage message) {
        check(type, message.frameCount());
    }

    public static void check(SocketType type, int frames) {
        if (frames > 1) {
            throw new InvalidMessageException(
                    "a " + type.wireName() + " sends messages of one frame, not of " + frames + " (ZMQ_SNDMORE)");
        }
    }

    /** Returns whether a received message has one frame; otherwise drops and counts it. */
    public static boolean admits(Pipe pipe, ZmqMessage message) {
        if (message.frameCount() > 1) {
            pipe.drop(DropReason.MALFORMED, 1);
            return false;
        }
        return true;
    }
}
