package io.reactivezmq.internal.pipe;

import io.reactivezmq.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a pipe has accepted for its peer. The oldest ones are in flight: polled by the link and not yet
 * taken by the operating system. The queued ones follow. The high-water mark limits the queued messages; twice as many
 * may be in flight, so that small messages fill a write. When the link is lost, messages in flight return to the front
 * of the queue, as if they had never been polled.
 */
final class Outbox {

    /** Number of queued messages after which a burst is flushed early. */
    private static final int HASTENED = 32;

    private final MessageQueue messages = new MessageQueue();
    private final Flushes flushes = new Flushes();
    private final boolean conflating;

    /** Number of messages in flight; they are the oldest. */
    private int underWay;

    private int limit;
    private int mostUnderWay;
    private int batch;
    private int freed;
    private long added;
    private boolean holdsFlushes;

    /** Number of messages that were added and are no longer here: written or dropped. */
    private long left;

    Outbox(boolean conflating) {
        this.conflating = conflating;
    }

    /** Sets the high-water mark. Returns the increase of the limit, which is negative for a lower mark. */
    int limit(int highWaterMark) {
        int before = limit;
        limit = conflating || highWaterMark == 0 ? Integer.MAX_VALUE : highWaterMark;
        mostUnderWay = conflating ? 1 : (int) Math.min(Integer.MAX_VALUE, 2L * limit);
        batch = Math.max(1, Math.min(limit / 2, 4096));
        return limit - before;
    }

    /** Returns the number of queued messages. */
    int size() {
        return messages.size() - underWay;
    }

    /** Returns the number of messages in flight. */
    int underWay() {
        return underWay;
    }

    /** Returns a message in flight; index 0 is the oldest. */
    ZmqMessage underWay(int index) {
        return messages.get(index);
    }

    /** Returns whether another batch of a long burst has been queued. */
    boolean isFullBatch() {
        return size() % HASTENED == 0 && size() > 0;
    }

    boolean isFull() {
        return size() >= limit;
    }

    /** Returns the free room, without freed room that is not reported yet. It may be negative for a moment. */
    int credit() {
        return limit - size() - freed;
    }

    /** Queues a message; there must be room. Returns whether the link has to be woken for it. */
    boolean add(ZmqMessage message) {
        // The newer message replaces the older one, whose room counts as freed.
        boolean replaced = conflating && size() > 0;
        if (replaced) {
            messages.remove(underWay);
            freed++;
        } else {
            added++;
        }
        messages.add(message);
        return !replaced && size() == 1;
    }

    /**
     * Returns the oldest queued message, which is in flight from now on; null if none is queued or enough are in
     * flight.
     */
    @Nullable
    ZmqMessage poll() {
        if (underWay == messages.size() || underWay >= mostUnderWay) {
            return null;
        }
        freed++;
        return messages.get(underWay++);
    }

    /** Removes the oldest {@code count} messages in flight, which the operating system has taken or which are lost. */
    void written(int count) {
        messages.removeOldest(count);
        underWay -= count;
        left += count;
    }

    /**
     * Removes the message that was polled last, as it cannot be written. If the operating system reports that too late,
     * the message is no longer here.
     */
    void discardNewest() {
        if (underWay > 0) {
            messages.remove(--underWay);
            added--;
            flushes.withdrawn(left + underWay);
        }
    }

    /**
     * Returns messages in flight to the front of the queue, as the link is lost. They occupy room that was freed, and
     * perhaps reported.
     *
     * @return the reported room that is occupied again
     */
    int rewind() {
        int back = underWay;
        underWay = 0;
        if (conflating && size() > 1) {
            // A newer message was added meanwhile and replaces the older one.
            messages.poll();
            left++;
            back--;
        }
        int unreported = Math.min(freed, back);
        freed -= unreported;
        return back - unreported;
    }

    /** Removes this message if it is queued. Returns whether it was. */
    boolean withdraw(ZmqMessage message) {
        int index = messages.indexOf(message, underWay);
        if (index < 0) {
            return false;
        }
        messages.remove(index);
        added--;
        freed++;
        flushes.withdrawn(left + index);
        return true;
    }

    /** Removes and returns the oldest queued message, or null. Its room does not count as freed. */
    @Nullable
    ZmqMessage reclaim() {
        if (size() == 0) {
            return null;
        }
        added--;
        flushes.withdrawn(left + underWay);
        return messages.remove(underWay);
    }

    /** Removes all queued messages and returns their number. */
    int clear() {
        int count = size();
        messages.truncate(underWay);
        left += count;
        freed += count;
        return count;
    }

    /**
     * Returns the freed room once it reaches half the high-water mark, or 4,096 messages if that is less, and resets
     * the counter; otherwise 0.
     */
    int takeFreed() {
        return takeFreed(batch);
    }

    /** Returns the freed room once it reaches this number of messages, and resets the counter; otherwise 0. */
    int takeFreed(int atLeast) {
        if (freed < atLeast) {
            return 0;
        }
        int count = freed;
        freed = 0;
        return count;
    }

    /**
     * Adds an action that is due when all messages added so far have left the pipe. Returns what removes the action.
     */
    Runnable flush(Runnable done) {
        return flushes.add(added, left, done);
    }

    /**
     * Sets whether flush actions are held, as the loss of the link is being handled: they may run application code, or
     * end the pipe's endpoint.
     */
    void holdFlushes(boolean hold) {
        holdsFlushes = hold;
    }

    /**
     * Returns the next action that is due, or null; none is due while they are held.
     *
     * @param ofAll whether every action is due, as no message leaves the pipe any more
     */
    @Nullable
    Runnable nextFlush(boolean ofAll) {
        return holdsFlushes ? null : flushes.next(left, ofAll);
    }
}
