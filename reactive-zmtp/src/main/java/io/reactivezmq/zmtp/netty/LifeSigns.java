package io.reactivezmq.zmtp.netty;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

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

    private final PriorityQueue<HeartbeatMonitor> due =
            new PriorityQueue<>(Comparator.comparingLong(HeartbeatMonitor::nextSign));
    private final Runnable turn = this::turn;
    private boolean scheduled;
    private final EventExecutor executor;

    private LifeSigns(EventExecutor executor) {
        this.executor = executor;
    }

    /**
     * Sends the connection's first sign when it is due, and further ones until {@link HeartbeatMonitor#sign} returns
     * false.
     */
    static void add(HeartbeatMonitor connection, EventExecutor executor) {
        LifeSigns signs = OF_LOOP.get();
        if (signs == null) {
            signs = new LifeSigns(executor);
            OF_LOOP.set(signs);
        }
        signs.due.add(connection);
        signs.schedule();
    }

    private void schedule() {
        if (!scheduled && !due.isEmpty()) {
            scheduled = true;
            // Always after the shortest time, not when the first sign is due, because an earlier one may be added.
            executor.schedule(turn, TURN, TimeUnit.NANOSECONDS);
        }
    }

    private void turn() {
        scheduled = false;
        long now = System.nanoTime();
        HeartbeatMonitor first;
        for (int sent = 0; sent < PER_TURN && (first = due.peek()) != null && first.nextSign() - now <= 0; sent++) {
            due.remove();
            if (first.sign(now)) {
                due.add(first);
            }
        }
        schedule();
    }
}
