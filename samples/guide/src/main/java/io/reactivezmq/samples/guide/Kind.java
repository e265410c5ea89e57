package io.reactivezmq.samples.guide;

import io.reactivezmq.ZmqMessage;

/** What the pair sends to and fro. */
enum Kind {
    /** One frame of text. */
    TEXT,
    /** Three frames of text. */
    FRAMES,
    /** One frame with a number of eight octets, the first of which is zero. */
    OCTETS;

    static Kind of(ZmqMessage message) {
        if (message.frameCount() > 1) {
            return FRAMES;
        }
        return message.unwrap(0)[0] == 0 ? OCTETS : TEXT;
    }
}
