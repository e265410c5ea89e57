package io.reactivezmq.internal.pipe;

import io.reactivezmq.ZmqMessage;
import org.jspecify.annotations.Nullable;

/** What a pipe holds for its peer and no link has fetched yet, the room that it leaves, and who waits for it to be gone. */
final class Outbox {

    private final MessageQueue messages = new MessageQueue();
    private final Flushes flushes = new Flushes();
    private final boolean conflating;
    private int limit;
    private int batch;
    private int freed;
    private long added;
    /** Added, and no longer here: polled or dropped. */
    private long left;

    Outbox(boolean conflating) {
        this.conflating = conflating;
    }

    /** Sets the high-water mark, and returns by how much there is more room than before. */
    int limit(int highWaterMark) {
        int before = limit;
        limit = conflating || highWaterMark == 0 ? Integer.MAX_VALUE : highWaterMark;
        batch = Math.max(1, Math.min(limit / 2, 4096));
        return limit - before;
    }

    int size() {
        return messages.size();
    }

    boolean isFull() {
        return messages.size() >= limit;
    }

    /** Free room, without what was freed and not told yet. It may be negative for a moment. */
    int credit() {
        return limit - messages.size() - freed;
    }

    /** Takes a message. Only while there is room. True when somebody is to be woken for it. */
    boolean add(ZmqMessage message) {
        // The newer message takes the place of the older one, and of its room.
        boolean replaced = conflating && messages.poll() != null;
        messages.add(message);
        if (replaced) {
            freed++;
            return false;
        }
        added++;
        return messages.size() == 1;
    }

    /** The oldest, for the peer. */
    @Nullable
    ZmqMessage poll() {
        ZmqMessage message = messages.poll();
        if (message != null) {
            left++;
            freed++;
        }
        return message;
    }

    /** Gives a message back, if it is here. */
    boolean withdraw(ZmqMessage message) {
        int before = messages.remove(message);
        if (before < 0) {
            return false;
        }
        added--;
        freed++;
        flushes.withdrawn(left + before);
        return true;
    }

    /** Gives the oldest back, without its room. */
    @Nullable
    ZmqMessage reclaim() {
        ZmqMessage message = messages.poll();
        if (message != null) {
            added--;
            flushes.withdrawn(left);
        }
        return message;
    }

    /** Forgets all, and tells how many they were. */
    int clear() {
        int count = messages.size();
        messages.clear();
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

    /** Somebody waits until all that was added so far has left; returns what forgets it. */
    Runnable flush(Runnable done) {
        return flushes.add(added, left, done);
    }

    /** The next one who has waited long enough, or null; of all of them, if nothing leaves any more. */
    @Nullable
    Runnable nextFlush(boolean ofAll) {
        return flushes.next(left, ofAll);
    }
}
