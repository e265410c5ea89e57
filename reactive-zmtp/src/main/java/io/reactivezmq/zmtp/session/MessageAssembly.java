package io.reactivezmq.zmtp.session;

import java.util.Arrays;

/** The frames of a message that is not whole yet. */
final class MessageAssembly {

    private static final int KEPT_CAPACITY = 16;

    private byte[][] frames = new byte[2][];
    private int count;
    private long octets;

    boolean isEmpty() {
        return count == 0;
    }

    /** How many frames are there. */
    int count() {
        return count;
    }

    /** How many octets they have. */
    long octets() {
        return octets;
    }

    void add(byte[] frame) {
        if (count == frames.length) {
            frames = Arrays.copyOf(frames, count * 2);
        }
        frames[count++] = frame;
        octets += frame.length;
    }

    /** All frames with this one behind them, in an array of their own; the next frame begins another message. */
    byte[][] finish(byte[] last) {
        byte[][] whole = Arrays.copyOf(frames, count + 1);
        whole[count] = last;
        clear();
        return whole;
    }

    /** Drops what is there. */
    void clear() {
        if (frames.length > KEPT_CAPACITY) {
            frames = new byte[2][];
        } else {
            Arrays.fill(frames, 0, count, null);
        }
        count = 0;
        octets = 0;
    }
}
