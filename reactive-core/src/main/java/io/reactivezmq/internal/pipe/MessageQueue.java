package io.reactivezmq.internal.pipe;

import io.reactivezmq.ZmqMessage;
import org.jspecify.annotations.Nullable;

/** A ring that grows with what is in it, for one thread. Who puts something in has asked for room before. */
final class MessageQueue {

    private static final int FIRST_CAPACITY = 16;

    private @Nullable ZmqMessage[] ring = new ZmqMessage[0];
    private int head;
    private int size;

    int size() {
        return size;
    }

    void add(ZmqMessage message) {
        if (size == ring.length) {
            grow();
        }
        ring[(head + size++) & (ring.length - 1)] = message;
    }

    @Nullable
    ZmqMessage poll() {
        if (size == 0) {
            return null;
        }
        ZmqMessage message = ring[head];
        ring[head] = null;
        head = (head + 1) & (ring.length - 1);
        size--;
        return message;
    }

    /** Takes out this very message; behind how many it stood, or -1. */
    int remove(ZmqMessage message) {
        int mask = ring.length - 1;
        for (int i = 0; i < size; i++) {
            if (ring[(head + i) & mask] == message) {
                for (int k = i; k < size - 1; k++) {
                    ring[(head + k) & mask] = ring[(head + k + 1) & mask];
                }
                ring[(head + --size) & mask] = null;
                return i;
            }
        }
        return -1;
    }

    void clear() {
        ring = new ZmqMessage[0];
        head = 0;
        size = 0;
    }

    private void grow() {
        @Nullable ZmqMessage[] larger = new ZmqMessage[Math.max(FIRST_CAPACITY, ring.length * 2)];
        int tail = ring.length - head;
        System.arraycopy(ring, head, larger, 0, tail);
        System.arraycopy(ring, 0, larger, tail, head);
        ring = larger;
        head = 0;
    }
}
