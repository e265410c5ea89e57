package io.reactivezmq.internal.send;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.internal.loop.HomeLoop;
import io.reactivezmq.internal.loop.WakeSignal;
import org.jspecify.annotations.Nullable;

/**
 * Lets any thread send without waiting. Each message needs a ticket, and the loop gives out as many tickets as there is
 * room for. The loop is woken when it is idle, not for each message.
 */
final class TrySendQueue implements Runnable {

    /** Expected number of messages that wait together, which sizes the queue. */
    private static final int EXPECTED = 255;

    private final SendScheduler senders;
    private final HomeLoop loop;
    private final Runnable reportMissed;
    private final Object lock = new Object();

    /** Has one producer at a time, which holds the lock. Never holds more messages than tickets were given out. */
    private final CrossingQueue crossing;

    private long tickets;
    private @Nullable ZmqException closed;
    private volatile boolean missed;

    /** Number of tickets given out whose messages have not been placed. Used on the loop only. */
    private long outstanding;

    /** Whether the oldest message waits for room. Used on the loop only. */
    private boolean stuck;

    TrySendQueue(SendScheduler senders, HomeLoop loop) {
        this.senders = senders;
        this.reportMissed = senders::roomAvailable;
        this.loop = loop;
        this.crossing = new CrossingQueue(loop, this, WakeSignal.idle());
    }

    // On any thread.

    boolean tryPut(ZmqMessage message) {
        boolean taken;
        synchronized (lock) {
            ZmqException reason = closed;
            if (reason != null) {
                throw reason;
            }
            taken = tickets > 0;
            if (taken) {
                tickets--;
                crossing.put(message, EXPECTED);
            }
        }
        if (taken) {
            crossing.wake();
            return true;
        }
        if (!missed) {
            missed = true;
            loop.call(reportMissed);
        }
        return false;
    }

    /** Requests tickets, as a thread is about to need them. */
    void prepare() {
        missed = true;
        loop.call(reportMissed);
    }

    // On the loop.

    @Override
    public void run() {
        long before = outstanding;
        drain();
        if (before - outstanding > 0) {
            senders.grantSoon();
        }
    }

    /** Offers the messages that have crossed to the outlet. Returns false if one of them found no room. */
    boolean drain() {
        stuck = false;
        while (true) {
            ZmqMessage message;
            while ((message = crossing.poll()) != null) {
                if (!place(message)) {
                    crossing.hold(message);
                    stuck = true;
                    return false;
                }
            }
            if (!crossing.goIdle() || crossing.isEmpty() || !crossing.resume()) {
                return true;
            }
        }
    }

    private boolean place(ZmqMessage message) {
        try {
            if (!senders.offer(message)) {
                return false;
            }
        } catch (ZmqException refused) {
            // The caller was answered that the message is accepted, so it is counted as dropped, and an event reports
            // it.
            senders.onUndeliverable(message, refused);
        }
        outstanding--;
        return true;
    }

    /** Returns whether the oldest message waits for room, so that no later message may be placed. */
    boolean isStuck() {
        return stuck;
    }

    /** Returns the number of tickets that are unused, or whose messages have not been placed. */
    long outstanding() {
        return outstanding;
    }

    /** Returns whether a caller was refused since tickets were last given out. */
    boolean missed() {
        return missed;
    }

    /** Returns the number of messages that were accepted and not placed. */
    int queued() {
        synchronized (lock) {
            return closed != null ? 0 : Math.toIntExact(outstanding - tickets);
        }
    }

    void give(long count) {
        outstanding += count;
        missed = false;
        synchronized (lock) {
            tickets += count;
        }
    }

    /** Takes back unused tickets and returns their number. */
    long reclaim() {
        if (outstanding == 0) {
            return 0;
        }
        long unused;
        synchronized (lock) {
            unused = tickets;
            tickets = 0;
        }
        outstanding -= unused;
        return unused;
    }

    /** Refuses all messages from now on. */
    void refuse(ZmqException reason) {
        synchronized (lock) {
            closed = reason;
            tickets = 0;
        }
    }

    /** Offers the accepted messages for the last time. Returns the number of those that found no room. */
    int discard() {
        drain();
        int lost = 0;
        while (crossing.poll() != null) {
            lost++;
        }
        return lost;
    }
}
