package io.reactivezmq.zmtp.session;

import java.util.function.LongSupplier;

/**
 * Limits the number of PINGs that are answered per second. A PING beyond the limit is read but gets no PONG. After a
 * pause many PINGs may arrive at once, and the first PONGs prove as much as all of them would.
 */
public final class PingBudget {

    private static final long SECOND = 1_000_000_000L;

    private final int perSecond;
    private final LongSupplier clock;
    private long began;
    private int taken;

    /**
     * Creates the budget of one connection.
     *
     * @param perSecond the largest number of answers per second
     * @param clock the time in nanoseconds
     */
    public PingBudget(int perSecond, LongSupplier clock) {
        this.perSecond = perSecond;
        this.clock = clock;
        this.began = clock.getAsLong();
    }

    /** Returns whether one more PING may be answered, and counts it if so. */
    public boolean take() {
        if (taken >= perSecond) {
            long now = clock.getAsLong();
            if (now - began < SECOND) {
                return false;
            }
            began = now;
            taken = 0;
        }
        taken++;
        return true;
    }
}
