package io.reactivezmq.samples.benchmarks;

import java.util.concurrent.CompletableFuture;

/**
 * The part of a stream of messages that is measured: from the first message on some time passes for warming up, then so
 * many messages, or so much time, are measured. Told of each message by one thread.
 */
final class Window {

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
     * A window over messages of this size.
     *
     * @param limit how many messages are measured at most; zero for no limit
     * @param warmUp seconds
     * @param seconds how long is measured at most; zero for no limit
     */
    Window(int messageSize, long limit, double warmUp, double seconds) {
        this.messageSize = messageSize;
        this.limit = limit == 0 ? Long.MAX_VALUE : limit;
        this.warmUpNanos = (long) (warmUp * 1e9);
        this.limitNanos = seconds == 0 ? Long.MAX_VALUE : (long) (seconds * 1e9);
        this.step = messageSize < LARGE ? 256 : 8;
    }

    /** What was measured, once it is. */
    CompletableFuture<Throughput> result() {
        return result;
    }

    /** Something went wrong. */
    void fail(Throwable cause) {
        result.completeExceptionally(cause);
        nextLook = NEVER;
    }

    /** One more message of this size; false when it was the last to be measured, or not one of those that were sent. */
    boolean message(int size) {
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
