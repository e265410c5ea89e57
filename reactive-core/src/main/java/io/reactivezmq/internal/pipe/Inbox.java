package io.reactivezmq.internal.pipe;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.spi.settings.QueueSettings;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a pipe has received and not yet delivered. At its limit the link stops, and it resumes below half
 * of the limit. With conflation the inbox keeps only the newest message, or only the newest message of each topic, in
 * the order in which the topics began to wait.
 */
final class Inbox {

    private final MessageQueue messages = new MessageQueue();
    private final boolean conflating;

    /** Replaces the queue if the newest message of each topic is kept; otherwise null. */
    private final @Nullable Map<BytesKey, ZmqMessage> byTopic;

    private int mark;
    private boolean held;
    private boolean stopped;
    private int limit;
    private int resumeBelow;
    private boolean stalled;

    /** Counts the messages that remain here once the peer has left; null if they are not counted. */
    private @Nullable Leftovers counter;

    /** Equal to {@link #counter} once the peer has left; null before. */
    private @Nullable Leftovers leftovers;

    Inbox(QueueSettings queues) {
        this.conflating = queues.conflate();
        this.byTopic = queues.conflateByTopic() && !conflating ? new LinkedHashMap<>() : null;
    }

    void limit(int highWaterMark) {
        mark = conflating || highWaterMark == 0 ? Integer.MAX_VALUE : highWaterMark;
        hold(held);
    }

    /** Sets whether the inbox has no room at all, so that the link does not read. */
    void hold(boolean hold) {
        held = hold;
        limit = hold || stopped ? 0 : mark;
        resumeBelow = limit / 2 + limit % 2;
    }

    /** Sets whether the inbox has no room for any link. Unlike {@link #hold}, this is not about the present link. */
    void stop(boolean stop) {
        stopped = stop;
        hold(held);
    }

    /** Sets the counter of messages that remain when the peer has left. */
    void countLeftovers(Leftovers by) {
        counter = by;
    }

    /** Records that the peer has left: the messages here, and those still added, count as left behind. */
    void peerLeft() {
        if (counter != null && leftovers == null) {
            leftovers = counter;
            counter.added(size());
        }
    }

    int size() {
        return byTopic == null ? messages.size() : byTopic.size();
    }

    boolean isFull() {
        return size() >= limit;
    }

    void add(ZmqMessage message) {
        boolean replaced;
        if (byTopic != null) {
            replaced = byTopic.put(new BytesKey(message.unwrap(0)), message) != null;
        } else {
            replaced = conflating && messages.poll() != null;
            messages.add(message);
        }
        if (leftovers != null && !replaced) {
            leftovers.added(1);
        }
    }

    /** Returns the message that was taken last to its place. */
    void putBack(ZmqMessage message) {
        if (byTopic != null) {
            byTopic.put(new BytesKey(message.unwrap(0)), message);
        } else {
            messages.addFirst(message);
        }
        if (leftovers != null) {
            leftovers.added(1);
        }
    }

    /** Removes and returns the oldest message; there must be one. */
    ZmqMessage take() {
        if (leftovers != null) {
            leftovers.taken(1);
        }
        if (byTopic != null) {
            Iterator<ZmqMessage> oldest = byTopic.values().iterator();
            ZmqMessage message = oldest.next();
            oldest.remove();
            return message;
        }
        return Objects.requireNonNull(messages.poll());
    }

    /** Removes all messages and returns their number. */
    int clear() {
        int count = size();
        messages.clear();
        if (byTopic != null) {
            byTopic.clear();
        }
        if (leftovers != null) {
            leftovers.taken(count);
        }
        return count;
    }

    /** Returns whether there is room for a message. Without room the link is expected to stop; see {@link #goesOn}. */
    boolean hasRoom() {
        if (isFull()) {
            stalled = true;
            return false;
        }
        return true;
    }

    /**
     * Returns the number of messages that still fit. If at least half of the limit is in use, the link is expected to
     * stop when it has used this room; see {@link #goesOn}.
     */
    int room() {
        if (size() >= resumeBelow) {
            stalled = true;
        }
        return limit - size();
    }

    /** Returns whether a stopped link has to be resumed now. Returns true once for each stop. */
    boolean goesOn() {
        boolean now = stalled && size() < resumeBelow;
        if (now) {
            stalled = false;
        }
        return now;
    }

    /** Clears the stop of the previous link. */
    void restart() {
        stalled = false;
    }
}
