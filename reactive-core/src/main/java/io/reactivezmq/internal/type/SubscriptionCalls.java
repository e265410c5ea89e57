package io.reactivezmq.internal.type;

import io.reactivezmq.internal.loop.HomeLoop;
import io.reactivezmq.internal.socket.SocketScope;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries calls that subscribe or unsubscribe from any thread to the loop. Some wait one by one, as each is sent to
 * publishers. When many wait already, the calls for one prefix become one change of its count, so that no more changes
 * wait than there are prefixes. A subscription that is then taken back before the loop has seen it has no effect.
 */
final class SubscriptionCalls {

    /** Number of changes after which other calls have their turn. */
    private static final int SLICE = 256;

    /** Maximum number of calls that wait one by one. */
    private static final int MANY = 1024;

    private final SocketScope scope;
    private final HomeLoop loop;
    private final Consumer<byte[]> add;
    private final Consumer<byte[]> remove;
    private final Runnable apply = this::apply;

    // Guarded by the lock.
    private final Object lock = new Object();
    private final ArrayDeque<Change> oneByOne = new ArrayDeque<>(0);
    private final Map<ByteBuffer, Change> together = new LinkedHashMap<>();

    /** First takes back this many subscriptions, as far as there are any, and then makes this many. */
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

    /** Creates the queue. The two actions run on the loop; each makes one subscription or takes one back. */
    SubscriptionCalls(SocketScope scope, Consumer<byte[]> add, Consumer<byte[]> remove) {
        this.scope = scope;
        this.loop = scope.loop();
        this.add = add;
        this.remove = remove;
    }

    void add(byte[] prefix) {
        scope.ensureOpen();
        if (loop.inLoop()) {
            add.accept(prefix);
        } else {
            change(prefix, Change::add);
        }
    }

    void remove(byte[] prefix) {
        scope.ensureOpen();
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
