package io.reactivezmq.zmtp.session;

import java.util.function.LongSupplier;

/**
 * How many PINGs are answered within a second. One that is not answered costs its reading and nothing else; and whoever
 * paused may find many at once, of which the first answers are as good as all.
 */
public final class PingBudget {

    private static final long SECOND = 1_000_000_000L;

    private final int perSecond;
    private final LongSupplier clock;
    private long began;
    private int taken;

    /**
     * For one connection.
     *
     * @param clock in nanoseconds
     */
    public PingBudget(int perSecond, LongSupplier clock) {
        this.perSecond = perSecond;
        this.clock = clock;
        this.began = clock.getAsLong();
    }

    /** Whether one more is answered. */
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
