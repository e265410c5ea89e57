package io.reactivezmq.internal.pipe;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The flush actions of a pipe. Each waits until all messages offered before it have left the pipe and are written.
 * Actions that wait for the same message form one group, and canceled actions are removed. So there are never more
 * groups than messages.
 */
final class Flushes {

    private final ArrayDeque<Group> waiting = new ArrayDeque<>(0);

    /** The last group for which all messages have left the pipe; they may not be written yet. */
    private @Nullable Group leaving;

    private static final class Group implements Runnable {

        private final Set<Runnable> actions = new LinkedHashSet<>();

        /** Number of messages, counted since the pipe was created, that must have left the pipe. */
        private long upTo;

        /** Number of messages that had left the pipe when this group was passed to the link. */
        private long left;

        private boolean over;

        Group(long upTo) {
            this.upTo = upTo;
        }

        @Override
        public void run() {
            over = true;
            List<Runnable> all = List.copyOf(actions);
            actions.clear();
            all.forEach(Runnable::run);
        }
    }

    /**
     * Adds an action.
     *
     * @param upTo number of messages, counted since the pipe was created, that must have left the pipe
     * @param left number of messages that have left the pipe so far
     * @return removes the action, unless it has run
     */
    Runnable add(long upTo, long left, Runnable done) {
        Group group = groupFor(upTo, left);
        group.actions.add(done);
        return () -> group.actions.remove(done);
    }

    private Group groupFor(long upTo, long left) {
        Group written = leaving;
        if (written != null && !written.over && upTo <= left && written.left == left) {
            return written;
        }
        Group last = waiting.peekLast();
        if (last != null && (last.upTo == upTo || last.actions.isEmpty())) {
            last.upTo = upTo;
            return last;
        }
        Group added = new Group(upTo);
        waiting.add(added);
        return added;
    }

    /**
     * Corrects the groups after a message was withdrawn: those that waited for it wait for one message less. The
     * position is the number of messages before it, counted since the pipe was created.
     */
    void withdrawn(long position) {
        for (Group group : waiting) {
            if (group.upTo > position) {
                group.upTo--;
            }
        }
    }

    /**
     * Removes and returns the next group with nothing left to wait for, or null.
     *
     * @param left number of messages that have left the pipe so far
     * @param ofAll whether every group is due, as no message leaves the pipe any more
     */
    @Nullable
    Runnable next(long left, boolean ofAll) {
        Group group;
        while ((group = waiting.peek()) != null && (ofAll || group.upTo <= left)) {
            waiting.remove();
            if (!group.actions.isEmpty()) {
                group.left = left;
                leaving = group;
                return group;
            }
        }
        return null;
    }
}
