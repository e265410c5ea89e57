package io.reactivezmq.zmtp.netty;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends signs of life over the paused connections of one event loop, whose peers' PINGs are not read for now. One timer
 * serves all of them. When thousands are paused, each sends its signs less often, so that the loop's work is bounded.
 */
final class LifeSigns {

    /** The largest number of signs in one turn. */
    private static final int PER_TURN = 100;

    /** The shortest time between two turns, in nanoseconds. */
    private static final long TURN = TimeUnit.MILLISECONDS.toNanos(10);

    private static final FastThreadLocal<LifeSigns> OF_LOOP = new FastThreadLocal<>();

    /** The connections, the one whose sign is due next first. A tree, from which any of them can leave at once. */
    private final TreeSet<PausedSigns> due =
            new TreeSet<>(Comparator.comparingLong(PausedSigns::next).thenComparingLong(PausedSigns::number));

    private final Runnable turn = this::turn;
    private boolean scheduled;
    private long numbered;
    private final EventExecutor executor;

    private LifeSigns(EventExecutor executor) {
        this.executor = executor;
    }

    /**
     * Sends the connection's first sign when it is due, and further ones until {@link PausedSigns#sign} returns false.
     */
    static void add(PausedSigns connection, EventExecutor executor) {
        LifeSigns signs = OF_LOOP.get();
        if (signs == null) {
            signs = new LifeSigns(executor);
            OF_LOOP.set(signs);
        }
        connection.number(++signs.numbered);
        signs.due.add(connection);
        signs.schedule();
    }

    /** Forgets a connection that has ended, which else would be kept until its sign is due. */
    static void remove(PausedSigns connection) {
        LifeSigns signs = OF_LOOP.get();
        if (signs != null) {
            signs.due.remove(connection);
        }
    }

    /** Returns the number of connections of the current loop that wait for their next sign. */
    static int waiting() {
        LifeSigns signs = OF_LOOP.get();
        return signs == null ? 0 : signs.due.size();
    }

    private void schedule() {
        if (!scheduled && !due.isEmpty()) {
            scheduled = true;
            // Always after the shortest time, not when the first sign is due, because an earlier one may be added.
            executor.schedule(turn, TURN, TimeUnit.NANOSECONDS);
        }
    }

    private @Nullable PausedSigns first() {
        return due.isEmpty() ? null : due.first();
    }

    private void turn() {
        scheduled = false;
        PausedSigns first = first();
        // All connections here have the clock of their common loop.
        long now = first == null ? 0 : first.now();
        for (int sent = 0; sent < PER_TURN && (first = first()) != null && first.next() - now <= 0; sent++) {
            due.remove(first);
            if (first.sign(now)) {
                due.add(first);
            }
        }
        schedule();
    }
}
