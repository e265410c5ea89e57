package io.reactivezmq.internal.pipe;

import io.reactivezmq.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * What a pipe has accepted for its peer: first the messages that are under way, which the link has polled and the
 * system has not taken yet, and behind them those that are queued. Queued are as many as the high-water mark allows,
 * under way twice as many, so that small messages fill a write. When the link is lost, what was under way is queued
 * again, in front, as if it had never been polled.
 */
final class Outbox {

    private final MessageQueue messages = new MessageQueue();
    private final Flushes flushes = new Flushes();
    private final boolean conflating;

    /** How many of the messages, the oldest, are under way. */
    private int underWay;

    private int limit;
    private int mostUnderWay;
    private int batch;
    private int freed;
    private long added;

    /** Added, and no longer here: written or dropped. */
    private long left;

    Outbox(boolean conflating) {
        this.conflating = conflating;
    }

    /** Sets the high-water mark, and returns by how much there is more room than before. */
    int limit(int highWaterMark) {
        int before = limit;
        limit = conflating || highWaterMark == 0 ? Integer.MAX_VALUE : highWaterMark;
        mostUnderWay = conflating ? 1 : (int) Math.min(Integer.MAX_VALUE, 2L * limit);
        batch = Math.max(1, Math.min(limit / 2, 4096));
        return limit - before;
    }

    /** How many messages are queued. */
    int size() {
        return messages.size() - underWay;
    }

    /** How many messages are under way. */
    int underWay() {
        return underWay;
    }

    /** A message that is under way; 0 is the oldest. */
    ZmqMessage underWay(int index) {
        return messages.get(index);
    }

    boolean isFull() {
        return size() >= limit;
    }

    /** Free room, without what was freed and not told yet. It may be negative for a moment. */
    int credit() {
        return limit - size() - freed;
    }

    /** Takes a message. Only while there is room. True when the link is to be woken for it. */
    boolean add(ZmqMessage message) {
        // The newer message takes the place of the older one, and of its room.
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

    /** The oldest queued message, which is under way from now on; null when there is none, or enough is under way. */
    @Nullable
    ZmqMessage poll() {
        if (underWay == messages.size() || underWay >= mostUnderWay) {
            return null;
        }
        freed++;
        return messages.get(underWay++);
    }

    /** The oldest so many of the messages under way are with the system, or lost. */
    void written(int count) {
        messages.removeOldest(count);
        underWay -= count;
        left += count;
    }

    /** The message that was polled last cannot be written. It is not here when the system tells that too late. */
    void discardNewest() {
        if (underWay > 0) {
            messages.remove(--underWay);
            added--;
            flushes.withdrawn(left + underWay);
        }
    }

    /**
     * The link is lost: what was under way is queued again. It takes up room that was freed, and perhaps told.
     *
     * @return how much of the room that was told is gone
     */
    int rewind() {
        int back = underWay;
        underWay = 0;
        if (conflating && size() > 1) {
            // A newer message has come meanwhile and takes the place of the older one.
            messages.poll();
            left++;
            back--;
        }
        int untold = Math.min(freed, back);
        freed -= untold;
        return back - untold;
    }

    /** Gives a queued message back, if it is here. */
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

    /** Gives the oldest queued message back, without its room. */
    @Nullable
    ZmqMessage reclaim() {
        if (size() == 0) {
            return null;
        }
        added--;
        flushes.withdrawn(left + underWay);
        return messages.remove(underWay);
    }

    /** Forgets what is queued, and tells how many they were. */
    int clear() {
        int count = size();
        messages.truncate(underWay);
        left += count;
        freed += count;
        return count;
    }

    /** The room that was freed since it was told last, if it is worth to be told; else 0. It counts as told. */
    int takeFreed() {
        return takeFreed(batch);
    }

    /** The same, with an opinion of what it is worth. */
    int takeFreed(int atLeast) {
        if (freed < atLeast) {
            return 0;
        }
        int count = freed;
        freed = 0;
        return count;
    }

    /** Runs the action when all that was added so far has left; returns what forgets it. */
    Runnable flush(Runnable done) {
        return flushes.add(added, left, done);
    }

    /** The next one who has waited long enough, or null; of all of them, if nothing leaves any more. */
    @Nullable
    Runnable nextFlush(boolean ofAll) {
        return flushes.next(left, ofAll);
    }
}
