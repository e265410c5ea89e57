package io.reactivezmq.internal.receive;

import io.reactivezmq.ZmqMessage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The messages on their way from the loop to one worker. One number counts the messages that the worker has claimed.
 * The worker raises it by one before each delivery, and the thread that closes the window freezes it. Messages claimed
 * until then belong to the subscriber and the others to the socket again, whatever the worker is doing meanwhile.
 */
final class ReceiveWindow {

    private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(ZmqMessage[].class);

    /** Added to the number of claimed messages when the window is closed. */
    private static final long CLOSED = Long.MIN_VALUE;

    private final @Nullable ZmqMessage[] slots;
    private final long[] numbers;
    private final int mask;

    /** Written by the loop for each message. */
    private final PaddedLong filled = new PaddedLong();

    /** Written by the worker for each message. */
    private final PaddedLong claimed = new PaddedLong();

    /** Creates a window for this many messages. The loop must not put in more before some are claimed. */
    ReceiveWindow(int size) {
        int capacity = Integer.highestOneBit(Math.max(1, size - 1)) * 2;
        this.slots = new ZmqMessage[capacity];
        this.numbers = new long[capacity];
        this.mask = capacity - 1;
    }

    // On the loop.

    /** Puts in a message with its number. Returns how many were put in so far. */
    long put(ZmqMessage message, long number) {
        long position = filled.getPlain();
        int slot = (int) position & mask;
        numbers[slot] = number;
        SLOTS.setRelease(slots, slot, message);
        filled.setPlain(position + 1);
        return position + 1;
    }

    /** Returns how many messages were put in so far. */
    long filled() {
        return filled.getPlain();
    }

    /** Returns whether the worker has claimed all messages. */
    boolean allClaimed() {
        return claimed() == filled.getPlain();
    }

    /** Moves the messages that were not claimed out of the closed window. */
    void returnTo(ReturnedMessages target) {
        // The numbers rise, unless another window returned older messages meanwhile, and some of them were put in here.
        ReturnedMessages rising = new ReturnedMessages();
        long last = Long.MIN_VALUE;
        long end = filled.getPlain();
        for (long position = claimed(); position < end; position++) {
            int slot = (int) position & mask;
            if (numbers[slot] < last) {
                target.addAll(rising);
            }
            last = numbers[slot];
            rising.add(Objects.requireNonNull(slots[slot]), last);
            slots[slot] = null;
        }
        target.addAll(rising);
    }

    // On the worker.

    /**
     * Claims the next message, which the worker then has to deliver. Returns null if there is none or the window is
     * closed.
     */
    @Nullable
    ZmqMessage claim() {
        long position = claimed.getPlain();
        if (position < 0) {
            return null;
        }
        int slot = (int) position & mask;
        ZmqMessage message = (ZmqMessage) SLOTS.getAcquire(slots, slot);
        if (message == null || !claimed.compareAndSet(position, position + 1)) {
            return null;
        }
        slots[slot] = null;
        return message;
    }

    /** Returns whether there is nothing to claim; a closed window is empty. */
    boolean isEmpty() {
        long position = claimed.get();
        return position < 0 || SLOTS.getAcquire(slots, (int) position & mask) == null;
    }

    // On any thread.

    /** Returns how many messages were claimed so far. */
    long claimed() {
        return claimed.get() & ~CLOSED;
    }

    /** Closes the window, which freezes the number of claimed messages. Returns false if it was closed before. */
    boolean close() {
        long now;
        do {
            now = claimed.get();
            if (now < 0) {
                return false;
            }
        } while (!claimed.compareAndSet(now, now | CLOSED));
        return true;
    }

    boolean isClosed() {
        return claimed.get() < 0;
    }
}
