package io.reactivezmq.spi;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the bytes of encoded messages in flight to the operating system, over all connections of a context.
 *
 * <p>A connection gets another chunk only while its share is small compared to what is left. So stalled connections
 * divide the budget, and the more there are the less each has, but a connection that is not stalled always finds some
 * left. The minimum that each connection may always use is not taken from this budget.
 *
 * <p>Thread-safe: connections on all loops of a context share it. Concurrent calls may each see the others' chunk as
 * free. At most one chunk per loop is granted in excess.
 */
public final class WriteBudget {

    /** The divisor of what is left: a connection gets no more than a sixteenth of it. */
    private static final int PART = 16;

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /**
     * Creates a budget of which nothing is taken.
     *
     * @param limit the size in bytes
     */
    public WriteBudget(long limit) {
        this.limit = limit;
    }

    /**
     * Takes a chunk.
     *
     * @param bytes the size of the chunk
     * @param held the bytes that the connection has taken before
     * @return false when not enough is left, and nothing was taken
     */
    public boolean take(int bytes, long held) {
        if (held + bytes > (limit - used.get()) / PART) {
            return false;
        }
        used.addAndGet(bytes);
        return true;
    }

    /** Returns bytes to the budget. */
    public void give(long bytes) {
        used.addAndGet(-bytes);
    }

    /** Returns how many bytes are taken. */
    public long used() {
        return used.get();
    }
}
