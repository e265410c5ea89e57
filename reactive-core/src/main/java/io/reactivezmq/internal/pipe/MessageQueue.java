package io.reactivezmq.internal.pipe;

import io.reactivezmq.ZmqMessage;
import java.util.Arrays;
import java.util.Objects;
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

    /** The message with this many in front of it. Only when there is one. */
    ZmqMessage get(int index) {
        return Objects.requireNonNull(ring[(head + index) & (ring.length - 1)]);
    }

    /** The place of this very message, not before the given one; -1 when it is not there. */
    int indexOf(ZmqMessage message, int from) {
        int mask = ring.length - 1;
        for (int i = from; i < size; i++) {
            if (ring[(head + i) & mask] == message) {
                return i;
            }
        }
        return -1;
    }

    /** Takes out the message at this place. Only when there is one. */
    ZmqMessage remove(int index) {
        if (index == 0) {
            return Objects.requireNonNull(poll());
        }
        int mask = ring.length - 1;
        ZmqMessage removed = get(index);
        for (int k = index; k < size - 1; k++) {
            ring[(head + k) & mask] = ring[(head + k + 1) & mask];
        }
        ring[(head + --size) & mask] = null;
        return removed;
    }

    /** Forgets the oldest so many. Only when there are as many. */
    void removeOldest(int count) {
        int end = Math.min(head + count, ring.length);
        Arrays.fill(ring, head, end, null);
        Arrays.fill(ring, 0, head + count - end, null);
        head = (head + count) & (ring.length - 1);
        size -= count;
    }

    /** Keeps the oldest so many and forgets the others. */
    void truncate(int count) {
        if (count == 0) {
            ring = new ZmqMessage[0];
            head = 0;
            size = 0;
        } else {
            while (size > count) {
                ring[(head + --size) & (ring.length - 1)] = null;
            }
        }
    }

    void clear() {
        truncate(0);
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
