package io.reactivezmq.internal.inproc;

import io.reactivezmq.internal.loop.WakeSignal;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.util.concurrent.Queues;

/**
 * The items on their way from one end of a connection to the other: messages, controls, and the items that begin and
 * end the connection. The receiving end grants credit for as many messages as its pipe has room for, so its pipe bounds
 * the messages in the queue. Each end uses the queue on its own loop.
 */
final class InprocQueue {

    /** Limit on queued controls, so that those of a million subscriptions do not all exist at once. */
    private static final int CONTROLS = 4096;

    private final Queue<Object> items = Queues.<Object>unbounded(256).get();
    private final WakeSignal wakeSignal = WakeSignal.idle();

    /** How many more messages may be put in. */
    private final AtomicLong credit = new AtomicLong();

    /** How many more controls may be put in. */
    private final AtomicInteger controlCredit = new AtomicInteger(CONTROLS);

    /** Granted credit whose messages have not arrived. Used by the receiving end only. */
    private long promised;

    // The sending end.

    long credit() {
        return credit.get();
    }

    int controlCredit() {
        return controlCredit.get();
    }

    /** Puts in an item. The receiving end has to be woken if {@link #mustWake}, which is asked after a burst. */
    void put(Object item) {
        items.offer(item);
    }

    /** Returns whether the caller has to wake the receiving end. */
    boolean mustWake() {
        return wakeSignal.mustWake();
    }

    /** Subtracts messages that were put in. Returns the credit that is left. */
    long spend(int messages) {
        return credit.addAndGet(-messages);
    }

    /** Subtracts controls that were put in. Returns the credit that is left. */
    int spendControls(int controls) {
        return controlCredit.addAndGet(-controls);
    }

    // The receiving end.

    /**
     * Goes idle before a turn of {@link #poll}, so that the sending end wakes this end for what it puts in meanwhile.
     */
    void goIdle() {
        wakeSignal.goIdle();
    }

    @Nullable
    Object poll() {
        return items.poll();
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** Returns whether the caller has to go on with another turn, as items are left and no wake-up is on its way. */
    boolean resume() {
        return !items.isEmpty() && wakeSignal.resume();
    }

    /** Counts a message that has arrived. */
    void arrived() {
        promised--;
    }

    /**
     * Grants credit for the room that is neither taken nor granted yet. Returns whether the sending end has to be
     * woken, as it had no credit.
     */
    boolean grant(int room) {
        long more = room - promised;
        if (more <= 0) {
            return false;
        }
        promised += more;
        return credit.getAndAdd(more) <= 0;
    }

    /** Returns credit for controls that have arrived. Returns whether the sending end has to be woken. */
    boolean grantControls(int controls) {
        return controlCredit.getAndAdd(controls) <= 0;
    }
}
