package io.reactivezmq.internal.pipe;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who waits until the messages that were offered before have left a pipe and are written. Those who wait for the same
 * message are one group, and who stops waiting is forgotten, so that there are no more groups than messages.
 */
final class Flushes {

    private final ArrayDeque<Group> waiting = new ArrayDeque<>(0);

    /** The last group for which all messages have left the pipe; they may not be written yet. */
    private @Nullable Group leaving;

    private static final class Group implements Runnable {

        private final Set<Runnable> actions = new LinkedHashSet<>();

        /** Waits for so many messages since the pipe began. */
        private long upTo;

        /** How many had left when this was given to be written. */
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
     * Waits for so many messages since the pipe began, of which so many have left.
     *
     * @return what forgets the action, unless it has run
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

    /** The message behind so many others was taken back: who waited for it waits for one less. */
    void withdrawn(long position) {
        for (Group group : waiting) {
            if (group.upTo > position) {
                group.upTo--;
            }
        }
    }

    /**
     * The next group that has nothing left to wait for when so many have left, or null; of all groups, if nothing
     * leaves any more.
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
