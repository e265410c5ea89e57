package io.reactivezmq.spi;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of encoded messages may be under way to the operating system, over all connections of a context
 * together. A connection gets more only while all that it has then is a small part of what is left. So stalled
 * connections share what there is, and the more of them there are the less each has; something is always left for one
 * that is not stalled. What each connection may have in any case, so that it gets on at all, is not taken from here.
 *
 * <p>Thread-safe: connections on all loops of a context share it. When several take at the same moment, each may see
 * the others' share as free; that is at most one chunk for each loop.
 */
public final class WriteBudget {

    /** What a connection has is at most this part of what is left. */
    private static final int PART = 16;

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /** All of these bytes are free. */
    public WriteBudget(long limit) {
        this.limit = limit;
    }

    /**
     * Takes a chunk; false when there is not enough left.
     *
     * @param bytes how much
     * @param held what the connection has taken already
     */
    public boolean take(int bytes, long held) {
        if (held + bytes > (limit - used.get()) / PART) {
            return false;
        }
        used.addAndGet(bytes);
        return true;
    }

    /** Gives back what was taken. */
    public void give(long bytes) {
        used.addAndGet(-bytes);
    }

    /** How many bytes are taken. */
    public long used() {
        return used.get();
    }
}
