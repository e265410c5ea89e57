package io.reactivezmq.internal.socket;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import reactor.util.concurrent.Queues;

/**
 * Lets any thread send without waiting: each message needs a ticket, and the loop gives out as many as there is room
 * for. The loop is woken when it is idle, not for each message.
 */
final class TrySendQueue implements Runnable {

    private static final VarHandle IDLE = idle();

    private final SendScheduler senders;
    private final HomeLoop loop;
    private final Runnable tellMissed;
    private final Object lock = new Object();

    /** One producer at a time, the one that holds the lock. No more is ever in it than tickets were given. */
    private final Queue<ZmqMessage> queue = Queues.<ZmqMessage>unbounded(256).get();

    private long tickets;
    private @Nullable ZmqException closed;
    private volatile boolean missed;

    @SuppressWarnings("unused")
    private volatile boolean idle = true;

    /** On the loop: a message that found no room. */
    private @Nullable ZmqMessage held;

    /** On the loop: tickets given and not yet used for a message that has come here. */
    private long outstanding;

    TrySendQueue(SendScheduler senders, HomeLoop loop) {
        this.senders = senders;
        this.tellMissed = senders::roomAvailable;
        this.loop = loop;
    }

    private static VarHandle idle() {
        try {
            return MethodHandles.lookup().findVarHandle(TrySendQueue.class, "idle", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
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
                queue.offer(message);
            }
        }
        if (taken) {
            VarHandle.fullFence();
            if ((boolean) IDLE.getOpaque(this) && IDLE.compareAndSet(this, true, false)) {
                loop.callLater(this);
            }
            return true;
        }
        if (!missed) {
            missed = true;
            loop.call(tellMissed);
        }
        return false;
    }

    /** A thread is going to ask for tickets. */
    void prepare() {
        missed = true;
        loop.call(tellMissed);
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

    /** Puts what has come through into the outlet; false when some of it found no room. */
    boolean drain() {
        while (true) {
            ZmqMessage message = held != null ? held : queue.poll();
            held = null;
            while (message != null) {
                if (!place(message)) {
                    held = message;
                    return false;
                }
                message = queue.poll();
            }
            if ((boolean) IDLE.getOpaque(this)) {
                return true;
            }
            IDLE.setVolatile(this, true);
            VarHandle.fullFence();
            if (queue.isEmpty() || !IDLE.compareAndSet(this, true, false)) {
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
            // Its caller has gone with the answer that it was accepted: it is counted, and told by an event.
            senders.onUndeliverable(message, refused);
        }
        outstanding--;
        return true;
    }

    /** Tickets that are out, or whose messages are on their way here. */
    long outstanding() {
        return outstanding;
    }

    /** Whether somebody was refused since tickets were last given. */
    boolean missed() {
        return missed;
    }

    /** How many messages it took that have not been placed. */
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

    /** Takes unused tickets back. */
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

    /** Refuses all from now on; how many of those it took before found no room. */
    int close(ZmqException reason) {
        synchronized (lock) {
            closed = reason;
            tickets = 0;
        }
        drain();
        int lost = held == null ? 0 : 1;
        held = null;
        while (queue.poll() != null) {
            lost++;
        }
        return lost;
    }
}
