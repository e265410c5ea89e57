package io.reactivezmq.samples.benchmarks;

import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/** Measures round trips, of which the first ones are warm-up. Only one thread at a time may report answers. */
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

    /** Returns the measurements. The future completes after the last round trip. */
    CompletableFuture<Latency> result() {
        return result;
    }

    /** Fails the result. */
    void fail(Throwable cause) {
        result.completeExceptionally(cause);
    }

    /**
     * Reports an answer. Returns false if it was the last one, or if its size is wrong, which fails the result.
     *
     * @param size bytes in the answer
     * @param askedAt the {@code nanoTime} at which its request was sent
     */
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
