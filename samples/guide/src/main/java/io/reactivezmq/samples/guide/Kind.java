package io.reactivezmq.samples.guide;

import io.reactivezmq.ZmqMessage;
import java.util.HexFormat;

/** Kinds of messages that the two PAIR programs exchange. */
enum Kind {
    /** One text frame. */
    TEXT,
    /** Three text frames. */
    FRAMES,
    /** One frame with a number of 8 bytes, the first of which is zero. */
    BYTES;

    static Kind of(ZmqMessage message) {
        if (message.frameCount() > 1) {
            return FRAMES;
        }
        return message.unwrap(0)[0] == 0 ? BYTES : TEXT;
    }

    /** Returns the message in a form that people can read. */
    static String show(ZmqMessage message) {
        return switch (of(message)) {
            case TEXT -> "text " + message.text();
            case FRAMES -> "frames " + message.text(0) + " " + message.text(1) + " " + message.text(2);
            case BYTES -> "bytes " + HexFormat.of().formatHex(message.bytes());
        };
    }
}
