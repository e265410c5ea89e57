package io.reactivezmq.internal.pipe;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Who waits until the messages that were offered before have left a pipe. */
final class Flushes {

    private final ArrayDeque<Flush> waiting = new ArrayDeque<>(0);

    private static final class Flush {

        private final Runnable done;
        private long upTo;

        private Flush(long upTo, Runnable done) {
            this.upTo = upTo;
            this.done = done;
        }
    }

    /** Waits for so many messages since the pipe began. */
    void add(long upTo, Runnable done) {
        waiting.add(new Flush(upTo, done));
    }

    /** The message behind so many others was taken back: who waited for it waits for one less. */
    void withdrawn(long position) {
        for (Flush flush : waiting) {
            if (flush.upTo > position) {
                flush.upTo--;
            }
        }
    }

    /** The next one that has nothing left to wait for when so many have left, or null. */
    @Nullable
    Runnable next(long left) {
        Flush flush = waiting.peek();
        if (flush == null || flush.upTo > left) {
            return null;
        }
        waiting.remove();
        return flush.done;
    }
}
