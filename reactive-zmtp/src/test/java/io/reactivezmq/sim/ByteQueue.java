package io.reactivezmq.sim;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;

/** Bytes in their order. */
final class ByteQueue {

    private final ArrayDeque<byte[]> parts = new ArrayDeque<>();

    /** How many bytes of the first part are taken. */
    private int taken;

    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void add(byte[] bytes) {
        if (bytes.length > 0) {
            parts.add(bytes);
            size += bytes.length;
        }
    }

    /** Removes the oldest bytes. */
    byte[] take(int count) {
        byte[] result = new byte[count];
        int at = 0;
        while (at < count) {
            byte[] part = parts.getFirst();
            int step = Math.min(count - at, part.length - taken);
            System.arraycopy(part, taken, result, at, step);
            at += step;
            taken += step;
            if (taken == part.length) {
                parts.removeFirst();
                taken = 0;
            }
        }
        size -= count;
        return result;
    }

    /** Moves the oldest bytes into a buffer. */
    void takeInto(ByteBuf target, int count) {
        target.writeBytes(take(count));
    }

    void clear() {
        parts.clear();
        taken = 0;
        size = 0;
    }
}
