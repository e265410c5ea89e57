package io.reactivezmq.sim;

/** Counts the messages that are complete in the bytes of one direction, whose frames are not sealed. */
final class FrameCounter {

    private static final int GREETING = 64;
    private static final int MORE = 1;
    private static final int LONG = 2;
    private static final int COMMAND = 4;

    private long messages;

    /** How many bytes of the greeting or of a body are missing. */
    private long skip = GREETING;

    private int flags = -1;

    /** How many bytes of a size are missing. */
    private int sizeLeft;

    private long size;
    private boolean body;

    /** Reads bytes. */
    void read(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            if (skip > 0) {
                int step = (int) Math.min(skip, bytes.length - at);
                skip -= step;
                at += step;
            } else if (flags < 0) {
                flags = bytes[at++] & 0xff;
                sizeLeft = (flags & LONG) != 0 ? 8 : 1;
                size = 0;
                continue;
            } else if (sizeLeft > 0) {
                size = (size << 8) | (bytes[at++] & 0xff);
                if (--sizeLeft > 0) {
                    continue;
                }
                skip = size;
                body = true;
            }
            if (skip == 0 && body) {
                if ((flags & (MORE | COMMAND)) == 0) {
                    messages++;
                }
                body = false;
                flags = -1;
            }
        }
    }

    /** Returns how many messages are complete. */
    long messages() {
        return messages;
    }
}
