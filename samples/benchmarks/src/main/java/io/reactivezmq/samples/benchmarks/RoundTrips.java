package io.reactivezmq.samples.benchmarks;

import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/** Round trips, of which the first ones are for warming up. Told of each by one thread at a time. */
final class RoundTrips {

    private final int messageSize;
    private final long count;
    private final Histogram nanos = new Histogram(3);
    private final CompletableFuture<Latency> result = new CompletableFuture<>();

    private long warmUpLeft;
    private Usage before;

    RoundTrips(int messageSize, long count, long warmUp) {
        this.messageSize = messageSize;
        this.count = count;
        this.warmUpLeft = warmUp;
        this.before = Usage.now();
    }

    /** What was measured, once it is. */
    CompletableFuture<Latency> result() {
        return result;
    }

    /** Something went wrong. */
    void fail(Throwable cause) {
        result.completeExceptionally(cause);
    }

    /** An answer of this size to a question of that time; false when it was the last. */
    boolean answered(int size, long askedAt) {
        if (size != messageSize) {
            fail(new IllegalStateException("an answer of " + size + " bytes, not " + messageSize));
            return false;
        }
        if (warmUpLeft > 0) {
            if (--warmUpLeft == 0) {
                before = Usage.now();
            }
            return true;
        }
        nanos.recordValue(System.nanoTime() - askedAt);
        if (nanos.getTotalCount() < count) {
            return true;
        }
        result.complete(new Latency(messageSize, nanos, Usage.now().since(before), 1));
        return false;
    }
}
