package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.MessageSender;
import io.reactivezmq.ZmqMessage;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends from an application thread that calls {@code trySend} in a loop, as libzmq's remote_thr calls {@code zmq_send}.
 */
final class TryingSender {

    private static final int SPINS = 16;
    private static final int YIELDS = 32;
    private static final long PAUSE_NANOS = 20_000;

    private final MessageSender socket;
    private final ZmqMessage[] messages;
    private int next;
    private int refusals;

    TryingSender(MessageSender socket, ZmqMessage... messages) {
        this.socket = socket;
        this.messages = messages;
    }

    /** Sends until the window is full, and then for the time {@code more}. */
    void run(Window window, Duration more) {
        int size = messages[0].size(0);
        boolean open = true;
        while (open) {
            open = !trySend() || window.message(size);
        }
        long end = System.nanoTime() + more.toNanos();
        while (System.nanoTime() < end) {
            trySend();
        }
    }

    private boolean trySend() {
        if (!socket.trySend(messages[next])) {
            giveWay();
            return false;
        }
        refusals = 0;
        next = next + 1 == messages.length ? 0 : next + 1;
        return true;
    }

    private void giveWay() {
        refusals++;
        if (refusals < SPINS) {
            Thread.onSpinWait();
        } else if (refusals < YIELDS) {
            Thread.yield();
        } else {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
