package io.reactivezmq.internal.socket;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Subscriptions and cancellations on their way to the loop, from any thread: some one by one, as publishers are told of
 * each. When many wait already, what is called for one prefix is one change of its count, so that no more waits than
 * prefixes were named: a subscription that is taken back then, before the loop has seen it, never happened.
 */
final class SubscriptionCalls {

    /** Prefixes after which other calls have their turn. */
    private static final int SLICE = 256;

    /** So many are told one by one. */
    private static final int MANY = 1024;

    private final HomeLoop loop;
    private final Consumer<byte[]> add;
    private final Consumer<byte[]> remove;
    private final Runnable apply = this::apply;

    // Guarded by the lock.
    private final Object lock = new Object();
    private final ArrayDeque<Change> oneByOne = new ArrayDeque<>(0);
    private final Map<ByteBuffer, Change> together = new LinkedHashMap<>();

    /** First so many subscriptions are taken back, as far as there are any, and then so many made. */
    private static final class Change {

        private final byte[] prefix;
        private int removed;
        private int added;

        Change(byte[] prefix) {
            this.prefix = prefix;
        }

        void add() {
            added++;
        }

        void remove() {
            if (added > 0) {
                added--;
            } else {
                removed++;
            }
        }

        boolean isNone() {
            return added == 0 && removed == 0;
        }
    }

    /** These are run on the loop, and make one subscription or take one back. */
    SubscriptionCalls(HomeLoop loop, Consumer<byte[]> add, Consumer<byte[]> remove) {
        this.loop = loop;
        this.add = add;
        this.remove = remove;
    }

    void add(byte[] prefix) {
        if (loop.inLoop()) {
            add.accept(prefix);
        } else {
            change(prefix, Change::add);
        }
    }

    void remove(byte[] prefix) {
        if (loop.inLoop()) {
            remove.accept(prefix);
        } else {
            change(prefix, Change::remove);
        }
    }

    private void change(byte[] prefix, Consumer<Change> how) {
        synchronized (lock) {
            if (together.isEmpty() && oneByOne.size() < MANY) {
                Change change = new Change(prefix);
                how.accept(change);
                oneByOne.add(change);
            } else {
                ByteBuffer key = ByteBuffer.wrap(prefix);
                Change change = together.computeIfAbsent(key, name -> new Change(prefix));
                how.accept(change);
                if (change.isNone()) {
                    together.remove(key);
                }
            }
        }
        loop.callLater(apply);
    }

    private void apply() {
        Change next;
        for (int i = 0; i < SLICE; i++) {
            next = next();
            if (next == null) {
                return;
            }
            for (int j = 0; j < next.removed; j++) {
                remove.accept(next.prefix);
            }
            for (int j = 0; j < next.added; j++) {
                add.accept(next.prefix);
            }
        }
        loop.callLater(apply);
    }

    private @Nullable Change next() {
        synchronized (lock) {
            if (!oneByOne.isEmpty()) {
                return oneByOne.remove();
            }
            Iterator<Change> waiting = together.values().iterator();
            if (!waiting.hasNext()) {
                return null;
            }
            Change next = waiting.next();
            waiting.remove();
            return next;
        }
    }
}
