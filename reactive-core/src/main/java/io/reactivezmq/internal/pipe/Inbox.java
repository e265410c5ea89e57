package io.reactivezmq.internal.pipe;

import io.reactivezmq.ZmqMessage;
import java.util.Objects;

/**
 * What a pipe has received and nobody was handed yet. At its limit whoever fills it stops, and goes on below half of it.
 */
final class Inbox {

    private final MessageQueue messages = new MessageQueue();
    private final boolean conflating;
    private int limit;
    private int resumeBelow;
    private boolean stalled;

    Inbox(boolean conflating) {
        this.conflating = conflating;
    }

    void limit(int highWaterMark) {
        limit = conflating || highWaterMark == 0 ? Integer.MAX_VALUE : highWaterMark;
        resumeBelow = limit / 2 + limit % 2;
    }

    int size() {
        return messages.size();
    }

    boolean isFull() {
        return messages.size() >= limit;
    }

    void add(ZmqMessage message) {
        if (conflating) {
            messages.poll();
        }
        messages.add(message);
    }

    /** The oldest. Only when there is one. */
    ZmqMessage take() {
        return Objects.requireNonNull(messages.poll());
    }

    /** Forgets all, and tells how many they were. */
    int clear() {
        int count = messages.size();
        messages.clear();
        return count;
    }

    /** Whether there is room; whoever hears that there is none stops. */
    boolean hasRoom() {
        if (isFull()) {
            stalled = true;
            return false;
        }
        return true;
    }

    /** How much room there is; whoever hears of less than half stops when he has used it. */
    int room() {
        if (messages.size() >= resumeBelow) {
            stalled = true;
        }
        return limit - messages.size();
    }

    /** Whether it is time for somebody who stopped to go on. */
    boolean goesOn() {
        boolean now = stalled && messages.size() < resumeBelow;
        if (now) {
            stalled = false;
        }
        return now;
    }

    /** Nobody has stopped. */
    void restart() {
        stalled = false;
    }
}
