package io.reactivezmq.internal.send;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.loop.HomeLoop;
import io.reactivezmq.internal.loop.WakeSignal;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import reactor.util.concurrent.Queues;

/**
 * Messages on their way from other threads to the loop, in order. The loop is woken when it is idle, not for each
 * message. A message that found no room on the loop waits in front of the others.
 *
 * <p>The queue has no bound of its own: its owner puts in only messages that were requested or that have tickets. It is
 * in an object of its own, away from the counters that the owner's threads write for each message.
 */
final class CrossingQueue {

    /** Maximum size of one segment of the queue. With small segments, each burst would allocate new ones. */
    private static final int LARGEST_PIECE = 4096;

    private final HomeLoop loop;
    private final Runnable drain;
    private final WakeSignal wakeSignal;

    /** Created by the first message that crosses. */
    private volatile @Nullable Queue<ZmqMessage> queue;

    /** A message that found no room. Used on the loop only. */
    private @Nullable ZmqMessage held;

    /**
     * Creates an empty queue.
     *
     * @param drain polls the messages, on the loop, until it can go idle
     * @param wakeSignal idle if the first message has to wake the loop
     */
    CrossingQueue(HomeLoop loop, Runnable drain, WakeSignal wakeSignal) {
        this.loop = loop;
        this.drain = drain;
        this.wakeSignal = wakeSignal;
    }

    // On any thread, by one thread at a time.

    /**
     * Puts in a message; {@link #wake} has to follow.
     *
     * @param expected how many messages may wait together, which sizes the queue
     */
    void put(ZmqMessage message, long expected) {
        Queue<ZmqMessage> to = queue;
        if (to == null) {
            to = Queues.<ZmqMessage>unbounded((int) Math.min(expected + 1, LARGEST_PIECE))
                    .get();
            queue = to;
        }
        to.offer(message);
    }

    /** Wakes the loop if it is idle. Called after each change that it has to see. */
    void wake() {
        if (wakeSignal.mustWake()) {
            loop.callLater(drain);
        }
    }

    // On the loop.

    /** Returns the next message, or null if there is none now. */
    @Nullable
    ZmqMessage poll() {
        ZmqMessage message = held;
        if (message != null) {
            held = null;
            return message;
        }
        Queue<ZmqMessage> from = queue;
        return from == null ? null : from.poll();
    }

    /**
     * Keeps the message that was polled last as the next one, since there is no room for it. No thread wakes the loop
     * until it has polled the message again.
     */
    void hold(ZmqMessage message) {
        held = message;
        wakeSignal.stayAwake();
    }

    boolean isEmpty() {
        Queue<ZmqMessage> from = queue;
        return held == null && (from == null || from.isEmpty());
    }

    /** Goes idle, see {@link WakeSignal#goIdle}. */
    boolean goIdle() {
        return wakeSignal.goIdle();
    }

    /** Goes on after all, see {@link WakeSignal#resume}. */
    boolean resume() {
        return wakeSignal.resume();
    }
}
