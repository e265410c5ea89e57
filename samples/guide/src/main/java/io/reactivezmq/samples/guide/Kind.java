package io.reactivezmq.samples.guide;

import io.reactivezmq.ZmqMessage;
import java.util.HexFormat;

/** What the pair sends to and fro. */
enum Kind {
    /** One frame of text. */
    TEXT,
    /** Three frames of text. */
    FRAMES,
    /** One frame with a number of eight bytes, the first of which is zero. */
    BYTES;

    static Kind of(ZmqMessage message) {
        if (message.frameCount() > 1) {
            return FRAMES;
        }
        return message.unwrap(0)[0] == 0 ? BYTES : TEXT;
    }

    /** The message, to be read by people. */
    static String show(ZmqMessage message) {
        return switch (of(message)) {
            case TEXT -> "text " + message.text();
            case FRAMES -> "frames " + message.text(0) + " " + message.text(1) + " " + message.text(2);
            case BYTES -> "bytes " + HexFormat.of().formatHex(message.bytes());
        };
    }
}
