package io.reactivezmq.samples.benchmarks;

import java.util.concurrent.CompletableFuture;

/**
 * Measures a part of a stream of messages. From the first message on, some time passes for warm-up. Then a number of
 * messages, or a time, is measured. One thread reports the messages.
 */
public final class Window {

    private static final int LARGE = 8 * 1024;
    private static final long NEVER = -1;

    private final int messageSize;
    private final long limit;
    private final long warmUpNanos;
    private final long limitNanos;
    private final int step;
    private final CompletableFuture<Throughput> result = new CompletableFuture<>();

    private long count;
    private long nextLook = 1;
    private long beganAt;
    private long measuredFrom = -1;
    private Usage before = new Usage(0, 0, 0);

    /**
     * Creates a window over messages of the given size.
     *
     * @param limit how many messages are measured at most; zero for no limit
     * @param warmUp warm-up in seconds
     * @param seconds how many seconds are measured at most; zero for no limit
     */
    public Window(int messageSize, long limit, double warmUp, double seconds) {
        this.messageSize = messageSize;
        this.limit = limit == 0 ? Long.MAX_VALUE : limit;
        this.warmUpNanos = (long) (warmUp * 1e9);
        this.limitNanos = seconds == 0 ? Long.MAX_VALUE : (long) (seconds * 1e9);
        this.step = messageSize < LARGE ? 256 : 8;
    }

    /** Returns the size of the messages in bytes. */
    public int messageSize() {
        return messageSize;
    }

    /** Returns the measurements. The future completes when the window is full. */
    public CompletableFuture<Throughput> result() {
        return result;
    }

    /** Fails the result. */
    public void fail(Throwable cause) {
        result.completeExceptionally(cause);
        nextLook = NEVER;
    }

    /**
     * Reports a message of the given size. Returns false if it was the last one to be measured, or if its size is
     * wrong, which fails the result.
     */
    public boolean message(int size) {
        if (size != messageSize) {
            fail(new IllegalStateException("a message of " + size + " bytes, not " + messageSize));
            return false;
        }
        return ++count != nextLook || look();
    }

    private boolean look() {
        long now = System.nanoTime();
        if (count == 1) {
            beganAt = now;
        }
        if (measuredFrom < 0) {
            if (now - beganAt >= warmUpNanos) {
                measuredFrom = count;
                before = Usage.now();
            }
        } else if (count - measuredFrom >= limit || now - before.nanos() >= limitNanos) {
            result.complete(new Throughput(
                    messageSize, count - measuredFrom, Usage.now().since(before)));
            nextLook = NEVER;
            return false;
        }
        long left = measuredFrom < 0 ? step : limit - (count - measuredFrom);
        nextLook = count + Math.min(step, left);
        return true;
    }
}
