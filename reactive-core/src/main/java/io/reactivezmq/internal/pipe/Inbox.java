package io.reactivezmq.internal.pipe;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.options.QueueSettings;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a pipe has received and nobody was handed yet. At its limit whoever fills it stops, and goes on below half of
 * it. It may keep the newest message only, or the newest of each topic, in the order in which topics began to wait.
 */
final class Inbox {

    private final MessageQueue messages = new MessageQueue();
    private final boolean conflating;

    /** In place of the queue, where the newest of each topic is kept. */
    private final @Nullable Map<BytesKey, ZmqMessage> byTopic;

    private int mark;
    private boolean held;
    private int limit;
    private int resumeBelow;
    private boolean stalled;

    /** Where what is here is counted once the peer has left; null where it is not. */
    private @Nullable Leftovers counter;

    /** The same, as soon as the peer has left; null before. */
    private @Nullable Leftovers leftovers;

    Inbox(QueueSettings queues) {
        this.conflating = queues.conflate();
        this.byTopic = queues.conflateByTopic() && !conflating ? new LinkedHashMap<>() : null;
    }

    void limit(int highWaterMark) {
        mark = conflating || highWaterMark == 0 ? Integer.MAX_VALUE : highWaterMark;
        hold(held);
    }

    /** Has no room at all while it is held. */
    void hold(boolean hold) {
        held = hold;
        limit = hold ? 0 : mark;
        resumeBelow = limit / 2 + limit % 2;
    }

    /** Has what the peer leaves behind counted. */
    void countLeftovers(Leftovers by) {
        counter = by;
    }

    /** The peer has left: what is here, and what is still added, counts as left behind. */
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

    /** The oldest. Only when there is one. */
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

    /** Forgets all, and tells how many they were. */
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
        if (size() >= resumeBelow) {
            stalled = true;
        }
        return limit - size();
    }

    /** Whether it is time for somebody who stopped to go on. */
    boolean goesOn() {
        boolean now = stalled && size() < resumeBelow;
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
