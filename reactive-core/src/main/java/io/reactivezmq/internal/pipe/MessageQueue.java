package io.reactivezmq.internal.pipe;

import io.reactivezmq.ZmqMessage;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A ring buffer of messages that grows with its contents. For one thread; callers check for room before they add. */
final class MessageQueue {

    private static final int FIRST_CAPACITY = 16;

    private @Nullable ZmqMessage[] ring = new ZmqMessage[0];
    private int head;
    private int size;

    int size() {
        return size;
    }

    void addFirst(ZmqMessage message) {
        if (size == ring.length) {
            grow();
        }
        head = (head - 1) & (ring.length - 1);
        ring[head] = message;
        size++;
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

    /** Returns the message at this index, which must exist; index 0 is the oldest. */
    ZmqMessage get(int index) {
        return Objects.requireNonNull(ring[(head + index) & (ring.length - 1)]);
    }

    /** Returns the index of this very message, starting the search at {@code from}; -1 if it is not there. */
    int indexOf(ZmqMessage message, int from) {
        int mask = ring.length - 1;
        for (int i = from; i < size; i++) {
            if (ring[(head + i) & mask] == message) {
                return i;
            }
        }
        return -1;
    }

    /** Removes and returns the message at this index, which must exist. Moves those of the shorter side. */
    ZmqMessage remove(int index) {
        int mask = ring.length - 1;
        ZmqMessage removed = get(index);
        if (index < size / 2) {
            for (int k = index; k > 0; k--) {
                ring[(head + k) & mask] = ring[(head + k - 1) & mask];
            }
            poll();
        } else {
            for (int k = index; k < size - 1; k++) {
                ring[(head + k) & mask] = ring[(head + k + 1) & mask];
            }
            ring[(head + --size) & mask] = null;
        }
        return removed;
    }

    /** Removes the oldest {@code count} messages; there must be as many. */
    void removeOldest(int count) {
        int end = Math.min(head + count, ring.length);
        Arrays.fill(ring, head, end, null);
        Arrays.fill(ring, 0, head + count - end, null);
        head = (head + count) & (ring.length - 1);
        size -= count;
    }

    /** Keeps the oldest {@code count} messages and removes the others. */
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
